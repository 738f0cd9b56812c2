"""Orders the crew to remove the connection (SLA-3.8)."""

from cases.context import Context
from cases.form_answers import UNREADABLE
from cases.staff import doubts_in_words
from cases.steps import open_step
from cases.visits import REASONS, announce_next_visit
from cases.waiting import StepOutput, step_of
from domain import persian
from domain.visits import VisitPurpose
from engine.topics import Poison, TaskInput, topic
from records.tables import Request, Step


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
    return step_of(context, step, f"{_why_again(context, request, step)}{_meter(context, request)}")


def _why_again(context: Context, request: Request, step: Step) -> str:
    in_vain = announce_next_visit(context, request, VisitPurpose.REMOVAL, step)
    if in_vain is not None:
        return f"{REASONS[in_vain]}\n\n"
    return f"{doubts_in_words([UNREADABLE])}\n\n" if step.round > 1 else ""


def _meter(context: Context, request: Request) -> str:
    connection = context.records.connections.get(request.bill_id)
    test = context.records.tests.accepted(request.tracking_code).test
    if test is None or test.reading is None:
        return f"شماره بدنه کنتور {persian.digits(connection.meter_serial)}؛ در آزمایش رقمی خوانده نشد."
    return (
        f"شماره بدنه کنتور {persian.digits(connection.meter_serial)}، "
        f"رقم روز آزمایش {persian.digits(test.reading)} کیلووات‌ساعت. "
        "رقم پایانی از رقم روز آزمایش کمتر نمی‌شود."
    )
