"""Reads whether the subscriber named an account for the credit (SLA-3.8)."""

from typing import Literal

from cases.context import Context
from cases.safekeeping import read_answer
from engine.topics import TaskInput, TaskOutput, topic


class Input(TaskInput):
    """Nothing but the case: the account stands in the records."""


class Output(TaskOutput):
    """Which way the wait ended, or when its deadline is looked at again."""

    outcome: Literal["recorded", "expired", "still-open"]
    ask_due: str | None = None


@topic("record-refund-account")
def record_refund_account(task: Input, context: Context) -> Output:
    """A credit does not lapse: who named no account in time is asked again."""
    request = context.records.requests.get(task.tracking_code)
    reading = read_answer(context, request, "refund-account")
    if reading.look_again is not None:
        return Output(outcome="still-open", ask_due=reading.look_again.isoformat())
    return Output(outcome="recorded" if reading.answered else "expired")
