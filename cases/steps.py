"""Who owes the next step of a case, and by when? (SLA-2.2)"""

from datetime import datetime

from cases.context import Context
from domain.agreement import Agreement
from records.tables import Request, Step

CALL = "call-subscriber"
"""The one step that outlives its case."""


def open_step(context: Context, request: Request, step: str, *, beyond: datetime | None = None) -> Step:
    """Opens a new round of the step for its owner; `beyond` is the deadline that a wait stands for."""
    row = Step(
        tracking_code=request.tracking_code,
        step=step,
        round=context.records.steps.rounds(request.tracking_code, step) + 1,
        owner=context.agreement.step(step).owner,
        opened_at=context.now,
        due=due_of(context.agreement, step, context.now, beyond),
    )
    context.records.steps.add(row)
    return row


def close_step(
    context: Context, request: Request, step: str, by: str | None = None, note: str | None = None
) -> None:
    """Closes the open round of the step; `by` is who did it, `note` what they wrote beside it."""
    row = context.records.steps.open(request.tracking_code, step)
    if row is not None:
        row.closed_at, row.closed_by, row.note = context.now, by, note or None


def due_of(agreement: Agreement, step: str, opened: datetime, beyond: datetime | None = None) -> datetime:
    """By when its owner has promised it: a wait's owner never earlier than a working day beyond the deadline.

    In whole seconds: the engine keeps milliseconds, and its timer must not come before the due time.
    """
    due = agreement.calendar.due(opened, agreement.step(step).working_days)
    if beyond is not None:
        due = max(due, agreement.calendar.due(beyond, 1))
    return due.replace(microsecond=0)
