"""Reads whether the bank has answered for the refund (SLA-3.8, SLA-7.1)."""

from typing import Literal

from cases.context import Context
from cases.payouts import postpone_bank
from cases.safekeeping import read_answer
from cases.waiting import quiet_wait_of
from engine.topics import TaskInput, TaskOutput, topic


class Input(TaskInput):
    """Nothing but the case: the bank's answer stands in the records."""


class Output(TaskOutput):
    """Whether the bank has answered, or when it is looked at again."""

    outcome: Literal["answered", "still-open"]
    ask_due: str | None = None
    step_due: str | None = None


@topic("record-payout")
def record_payout(task: Input, context: Context) -> Output:
    """A payout is waited for until the bank says what became of it; its silence is finance's to follow up."""
    request = context.records.requests.get(task.tracking_code)
    postponed = postpone_bank(context, request)
    if postponed is not None:
        wait = quiet_wait_of(context, postponed)
        return Output(outcome="still-open", ask_due=wait.ask_due, step_due=wait.step_due)
    reading = read_answer(context, request, "payout")
    if reading.look_again is not None:
        return Output(outcome="still-open", ask_due=reading.look_again.isoformat())
    return Output(outcome="answered")
