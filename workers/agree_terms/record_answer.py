"""Reads what the applicant answered to the terms, or that silence counts (SLA-3.7)."""

from datetime import datetime
from typing import Literal

from cases.context import Context
from cases.safekeeping import Reading, read_answer
from cases.silence import postpone_unproven
from cases.waiting import quiet_wait_of
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Ask


class Input(TaskInput):
    """Nothing but the case: the answer stands in the records."""


class Output(TaskOutput):
    """Which way the wait ended, or when its deadline is looked at again."""

    outcome: Literal["agreed", "refused", "no-answer", "still-open"]
    ask_due: str | None = None
    step_due: str | None = None


@topic("record-answer")
def record_answer(task: Input, context: Context) -> Output:
    """Silence counts only from a proven notice: without one the applicant is called, and gets a new term."""
    request = context.records.requests.get(task.tracking_code)
    postponed = postpone_unproven(context, request)
    if postponed is not None:
        return _wait_on(context, postponed, postponed.deadline)
    reading = read_answer(context, request, "consent")
    if reading.look_again is not None:
        return _wait_on(context, reading.ask, reading.look_again)
    return Output(outcome=_answer(reading))


def _wait_on(context: Context, ask: Ask, until: datetime) -> Output:
    step_due = quiet_wait_of(context, ask).step_due
    return Output(outcome="still-open", ask_due=until.isoformat(), step_due=step_due)


def _answer(reading: Reading) -> Literal["agreed", "refused", "no-answer"]:
    if not reading.answered:
        return "no-answer"
    return "agreed" if (reading.ask.answer or {}).get("agrees") else "refused"
