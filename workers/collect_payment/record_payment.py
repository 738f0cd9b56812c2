"""Reads what came of the wait for a payment: paid, expired, or still open (SLA-3.4, SLA-3.9)."""

from typing import Literal

from cases.context import Context
from cases.pay import open_payment_ask
from cases.safekeeping import read_answer
from engine.topics import TaskInput, TaskOutput, topic


class Input(TaskInput):
    """Nothing but the case: what was paid stands in the records."""


class Output(TaskOutput):
    """Which way the wait ended, or when its deadline is looked at again."""

    outcome: Literal["paid", "expired", "still-open"]
    ask_due: str | None = None


@topic("record-payment")
def record_payment(task: Input, context: Context) -> Output:
    """A payment accepted in time beats the deadline's timer."""
    request = context.records.requests.get(task.tracking_code)
    open_ask = open_payment_ask(context, request)
    reading = read_answer(context, request, open_ask.kind if open_ask else "payment")
    if reading.look_again is not None:
        return Output(outcome="still-open", ask_due=reading.look_again.isoformat())
    return Output(outcome="paid" if reading.answered else "expired")
