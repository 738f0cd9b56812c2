"""Orders a visit to test the meter, and says why there is another one (SLA-3.5)."""

from cases.context import Context
from cases.staff import connection_in_words, doubts_in_words
from cases.steps import open_step
from cases.visits import REASONS, announce_next_visit
from cases.waiting import StepOutput, step_of
from domain.visits import VisitPurpose
from engine.topics import TaskInput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


@topic("order-test")
def order_test(task: Input, context: Context) -> StepOutput:
    """Opens the tester's step; after a visit in vain the subscriber is told by when somebody comes again."""
    request = context.records.requests.get(task.tracking_code)
    step = open_step(context, request, "test-meter")
    in_vain = announce_next_visit(context, request, VisitPurpose.TEST, step)
    if in_vain is not None:
        return step_of(context, step, f"{REASONS[in_vain]}\n\n{_meter(context, request)}")
    latest = context.records.tests.latest(request.tracking_code)
    if latest is not None and latest.doubts:
        text = f"{doubts_in_words(latest.doubts)}\n\n{_meter(context, request)}"
        return step_of(context, step, text, back_to=latest.tested_by)
    return step_of(context, step, f"{_asked_again(context, request)}{_meter(context, request)}")


def _asked_again(context: Context, request: Request) -> str:
    terms = context.records.terms.latest(request.tracking_code)
    if terms is None or terms.approval != "test-again":
        return ""
    return f"امور مشترکین آزمایش دوباره خواسته است. {terms.note or ''}".strip() + "\n\n"


def _meter(context: Context, request: Request) -> str:
    return connection_in_words(context.records.connections.get(request.bill_id))
