"""From when does silence count as no agreement? From a proven notice (SLA-3.7, our reading)."""

from datetime import datetime

from cases.context import Context
from records.tables import Request


def postpone_unproven(context: Context, request: Request) -> datetime | None:
    """A passed deadline that no notice is proven for moves on by a full term; the new one, or None."""
    ask = context.records.asks.open(request.tracking_code, "consent")
    if ask is None or ask.answered_at is not None or ask.proven_at is not None or context.now < ask.deadline:
        return None
    ask.deadline = context.agreement.deadline("consent", context.now)
    return ask.deadline
