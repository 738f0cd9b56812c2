"""How does supervision see what people thought and what was late?"""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from channels.acts import carry_out
from channels.desk.supervision import supervision_view
from channels.pages import page
from channels.parts import TheParts
from channels.staff.gate import member_in
from channels.staff.rooms import Room
from channels.staff.session import Member

router = APIRouter(include_in_schema=False)


@router.get(Room.SUPERVISION.href)
def supervise(member: Annotated[Member, Depends(member_in(Room.SUPERVISION))], parts: TheParts) -> Response:
    """Opinions, breaches, warnings."""
    return page("desk/supervision.html", member=member, view=carry_out(parts, supervision_view))
