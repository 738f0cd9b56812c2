"""Orders the crew to remove the connection (SLA-3.8)."""

from cases.context import Context
from cases.form_answers import UNREADABLE
from cases.staff import connection_in_words, doubts_in_words, tested_reading_in_words
from cases.steps import open_step
from cases.visits import REASONS, announce_next_visit
from cases.waiting import StepOutput, last_sender, step_of
from domain.visits import VisitPurpose
from engine.topics import Poison, TaskInput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


class NoConsent(Poison):
    """No removal is ordered without the applicant's consent (SLA-3.0, SLA-3.7)."""

    def __init__(self) -> None:
        super().__init__("the records hold no consent of the applicant")


@topic("order-removal")
def order_removal(task: Input, context: Context) -> StepOutput:
    """Opens the crew's step, only where the records hold the consent; a later round says why there is one."""
    request = context.records.requests.get(task.tracking_code)
    consent = context.records.asks.latest(request.tracking_code, "consent")
    if consent is None or not (consent.answer or {}).get("agrees"):
        raise NoConsent
    step = open_step(context, request, "remove-connection")
    in_vain = announce_next_visit(context, request, VisitPurpose.REMOVAL, step)
    if in_vain is not None:
        return step_of(context, step, f"{REASONS[in_vain]}\n\n{_meter(context, request)}")
    if step.round == 1:
        return step_of(context, step, _meter(context, request))
    text = f"{doubts_in_words([UNREADABLE])}\n\n{_meter(context, request)}"
    return step_of(context, step, text, back_to=last_sender(context, step))


def _meter(context: Context, request: Request) -> str:
    connection = context.records.connections.get(request.bill_id)
    test = context.records.tests.accepted(request.tracking_code).test
    return f"{connection_in_words(connection)}\n\n{tested_reading_in_words(test)}"
