"""What does supervision get to see of a case: what was late, and how long the company had it? (SLA-2.2)"""

from cases.context import Context
from domain.breaches import StepRecord, breached
from domain.service_clock import Wait
from records.tables import Breach, Step


def notice_breaches(context: Context, tracking_code: str, step: str | None = None) -> None:
    """Records each missed target of the case, or of one step: once for a round, whoever notices first."""
    for row in context.records.steps.of_case(tracking_code):
        if step in (None, row.step) and breached(_fact(row), context.now):
            _record(context, row)


def waits_of(context: Context, tracking_code: str) -> tuple[Wait, ...]:
    """The times in which the case waited for its subscriber; the bank's delay is the company's."""
    return tuple(
        Wait(
            opened=ask.opened_at,
            deadline=ask.deadline,
            answered=ask.answered_at,
            what=context.agreement.deadlines[ask.kind].title,
        )
        for ask in context.records.asks.of_case(tracking_code)
        if ask.kind != "payout"
    )


def _record(context: Context, row: Step) -> None:
    if context.records.breaches.find(row) is None:
        context.records.breaches.add(
            Breach(tracking_code=row.tracking_code, step=row.step, round=row.round, recorded_at=context.now)
        )


def _fact(row: Step) -> StepRecord:
    return StepRecord(
        step=row.step,
        round=row.round,
        owner=row.owner,
        opened=row.opened_at,
        due=row.due,
        closed=row.closed_at,
    )
