"""Who owes the next step of a case, and by when? (SLA-2.2)"""

from datetime import datetime

from cases.context import Context
from records.tables import Request, Step


def open_step(context: Context, request: Request, step: str) -> Step:
    """Opens a new round of the step for its owner, due by the agreement's target in working days."""
    target = context.agreement.step(step)
    row = Step(
        tracking_code=request.tracking_code,
        step=step,
        round=context.records.steps.rounds(request.tracking_code, step) + 1,
        owner=target.owner,
        opened_at=context.now,
        due=_due(context, target.working_days),
    )
    context.records.steps.add(row)
    return row


def close_step(context: Context, request: Request, step: str, by: str | None = None) -> None:
    """Closes the open round of the step; `by` is who did it."""
    row = context.records.steps.open(request.tracking_code, step)
    if row is not None:
        row.closed_at, row.closed_by = context.now, by


def _due(context: Context, working_days: int) -> datetime:
    """In whole seconds: the engine keeps milliseconds, and its timer must not come before the due time."""
    return context.agreement.calendar.due(context.now, working_days).replace(microsecond=0)
