"""Who of the staff looked at what of a case? Written down with the look itself."""

from cases.context import Context
from channels.staff.session import Member
from records.tables import Look


def log_look(context: Context, tracking_code: str | None, member: Member, what: str) -> None:
    """Writes the look in the transaction that answers it."""
    look = Look(tracking_code=tracking_code, user=member.user, what=what, looked_at=context.now)
    context.records.looks.add(look)
