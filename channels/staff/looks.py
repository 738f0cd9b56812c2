"""Who of the staff looked at a case? Written down with the look itself."""

from cases.context import Context
from channels.staff.session import Member
from records.tables import Look


def log_look(context: Context, tracking_code: str, member: Member) -> None:
    """Writes the look in the transaction that answers it."""
    context.records.looks.add(Look(tracking_code=tracking_code, user=member.user, looked_at=context.now))
