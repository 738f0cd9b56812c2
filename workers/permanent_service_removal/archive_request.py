"""Ends a case that is not served: nothing stays open, and the account at zero (SLA-3.7, SLA-4.2, SLA-7.2)."""

from cases.context import Context
from cases.safekeeping import end_case
from cases.settle import leave_nothing
from cases.withdraw import end_by_withdrawal, is_withdrawn
from domain.requests import Outcome
from engine.topics import Poison, TaskInput, TaskOutput, topic
from records.tables import Request

ENDS = frozenset(outcome for outcome in Outcome if outcome is not Outcome.SERVED)
FORMS = frozenset({"review-documents", "test-meter", "approve-terms", "remove-connection"})
"""The steps out of which only a withdrawal leads to an end; the worker behind a form closes it."""


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


class NotWithdrawn(Poison):
    """The model says that the applicant withdrew, and the records do not."""

    def __init__(self) -> None:
        super().__init__("the records hold no withdrawal")


class FormNotSent(Poison):
    """Whoever may do a task may also throw an error code in it: no end while its form was not judged."""

    def __init__(self, step: str) -> None:
        super().__init__(f"an error ended the request while {step} waited for its form")


@topic("archive-request")
def archive_request(task: Input, context: Context) -> Output:
    """A code that it does not know is refused: an incident, not an end.

    A withdrawal that was accepted counts, also where the engine heard first of a deadline that passed.
    """
    request = context.records.requests.get(task.tracking_code)
    outcome = _outcome(task.reason, context, request)
    if outcome is Outcome.WITHDRAWN:
        end_by_withdrawal(context, request)
    leave_nothing(context, request, outcome)
    end_case(context, request, outcome)
    return Output(outcome=outcome)


def _outcome(reason: str, context: Context, request: Request) -> Outcome:
    if reason not in ENDS:
        raise UnknownEnd
    if is_withdrawn(context, request):
        return Outcome.WITHDRAWN
    if reason == Outcome.WITHDRAWN:
        raise NotWithdrawn
    for step in context.records.steps.all_open(request.tracking_code):
        if step.step in FORMS:
            raise FormNotSent(step.step)
    return Outcome.of(reason)
