"""Ends a case that is not served: nothing stays open, and the account at zero (SLA-3.7, SLA-4.2, SLA-7.2)."""

from cases.context import Context
from cases.safekeeping import end_case
from cases.settle import leave_nothing
from domain.requests import Outcome
from engine.topics import Poison, TaskInput, TaskOutput, topic

ENDS = frozenset({Outcome.NOT_ELIGIBLE, Outcome.PAYMENT_EXPIRED, Outcome.TERMS_REFUSED, Outcome.NO_ANSWER})


class Input(TaskInput):
    """The code of the error that ended the way to the removal."""

    reason: str


class Output(TaskOutput):
    """The end that the gateway of ends leads to."""

    outcome: str


class UnknownEnd(Poison):
    """The model throws an error code that is no end of the service."""

    def __init__(self) -> None:
        super().__init__("the code that ended the request is no end of the service")


@topic("archive-request")
def archive_request(task: Input, context: Context) -> Output:
    """A code that it does not know is refused: an incident, not an end."""
    if task.reason not in ENDS:
        raise UnknownEnd
    request = context.records.requests.get(task.tracking_code)
    leave_nothing(context, request)
    end_case(context, request, task.reason)
    return Output(outcome=task.reason)
