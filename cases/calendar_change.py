"""What moves in open cases when the calendar changes: a closure announced, a holiday confirmed? (SLA-2.2)

Due times and deadlines are reckoned anew from when their step or wait was opened, so that doing it twice
changes nothing more. A date that the subscriber was told only ever moves on; what was recorded as late stays.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cases.safekeeping import WAITS
from cases.steps import due_of
from domain.agreement import Agreement
from engine.client import Engine, EngineError
from records.database import Database
from records.repositories import Records
from records.tables import Ask, Step

NOT_FOUND = 404


@dataclass(frozen=True)
class Shift:
    """A time of an open case that the calendar moves: a step's due time, or the deadline of a kind of ask."""

    tracking_code: str
    of: str
    before: datetime
    after: datetime


def foresee(records: Records, agreement: Agreement) -> list[Shift]:
    """All that would move, for whoever decides; nothing is written."""
    return [
        shift
        for request in records.requests.unended()
        for _, shift in _moved(records, agreement, request.tracking_code)
    ]


def apply(database: Database, engine: Engine, agreement: Agreement) -> list[Shift]:
    """Moves what the calendar moves, a case a transaction, then the engine's dates and timers of it.

    `agreement` has the new calendar; every running part of the service must have it, too.
    """
    with database.transaction() as records:
        codes = [request.tracking_code for request in records.requests.unended()]
    shifts = []
    for code in codes:
        shifts += _move(database, agreement, code)
        retime(database, engine, code)
    return shifts


def retime(database: Database, engine: Engine, tracking_code: str) -> None:
    """Brings the engine's due dates and timers of the case to what the records say."""
    with database.transaction() as records:
        dues = {step.step: step.due for step in records.steps.all_open(tracking_code)}
        asks = records.asks.of_case(tracking_code)
        deadlines = {WAITS[ask.kind].step: ask.deadline for ask in asks if ask.closed_at is None}
    timers = {f"{step}-due": due for step, due in dues.items()}
    timers |= {f"{step}-deadline": deadline for step, deadline in deadlines.items()}
    _move_timers(engine, tracking_code, timers)
    _move_tasks(engine, tracking_code, dues)


def _move(database: Database, agreement: Agreement, tracking_code: str) -> list[Shift]:
    with database.transaction() as records:
        if records.requests.lock(tracking_code).ended_at is not None:
            return []
        moved = list(_moved(records, agreement, tracking_code))
        for row, shift in moved:
            if isinstance(row, Ask):
                row.deadline = shift.after
            else:
                row.due = shift.after
        return [shift for _, shift in moved]


def _moved(records: Records, agreement: Agreement, tracking_code: str) -> Iterator[tuple[Ask | Step, Shift]]:
    open_asks = {
        WAITS[ask.kind].step: ask for ask in records.asks.of_case(tracking_code) if not ask.closed_at
    }
    for step in records.steps.all_open(tracking_code):
        ask = open_asks.get(step.step)
        deadline = _deadline(records, agreement, ask, step) if ask else None
        if ask and deadline and deadline != ask.deadline:
            yield ask, Shift(tracking_code, ask.kind, ask.deadline, deadline)
        due = due_of(agreement, step.step, step.opened_at, deadline)
        if due != step.due and records.breaches.find(step) is None:
            yield step, Shift(tracking_code, step.step, step.due, due)


def _deadline(records: Records, agreement: Agreement, ask: Ask, wait: Step) -> datetime:
    """The term runs from when the wait's round was opened; the dates of a debt plan stay as agreed."""
    if ask.answered_at or (ask.kind == "debt-payment" and records.debt_plans.latest(ask.tracking_code)):
        return ask.deadline
    return max(ask.deadline, agreement.deadline(ask.kind, wait.opened_at))


@contextmanager
def _if_still_there() -> Iterator[None]:
    """What fires or is done at this very moment needs no other date."""
    try:
        yield
    except EngineError as error:
        if error.status != NOT_FOUND:
            raise


def _move_timers(engine: Engine, tracking_code: str, timers: Mapping[str, datetime]) -> None:
    for job in engine.jobs(tracking_code):
        due = timers.get(job.activity_id)
        if due is not None and due != job.due:
            with _if_still_there():
                engine.set_job_due(job.id, due)


def _move_tasks(engine: Engine, tracking_code: str, dues: Mapping[str, datetime]) -> None:
    for task in engine.tasks(tracking_code):
        due = dues.get(task.key)
        if due is not None and due != task.due:
            with _if_still_there():
                engine.set_task_due(task.id, due)
