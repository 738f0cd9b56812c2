"""Judges whether this connection may be removed for this applicant (SLA-1.1, SLA-2.1)."""

from typing import Literal

from cases.context import Context
from cases.register import applicant_of
from domain.eligibility import Ineligibility, judge
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Which way the request goes."""

    outcome: Literal["eligible", "not-eligible"]


@topic("check-eligibility")
def check_eligibility(task: Input, context: Context) -> Output:
    """Writes the reason of a refusal to the request, where the notice and the pages read it."""
    request = context.records.requests.get(task.tracking_code)
    ineligibility = _judge(request, context)
    request.reason = ineligibility
    return Output(outcome="not-eligible" if ineligibility else "eligible")


def _judge(request: Request, context: Context) -> Ineligibility | None:
    if context.records.requests.was_served(request.bill_id):
        return Ineligibility.CANCELLED
    return judge(context.records.connections.find(request.bill_id), applicant_of(request))
