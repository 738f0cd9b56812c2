"""Orders the crew to remove the connection (SLA-3.8)."""

from cases.context import Context
from cases.steps import open_step
from cases.waiting import StepOutput, step_of
from domain import persian
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
    """Opens the crew's step, only where the records hold the consent."""
    request = context.records.requests.get(task.tracking_code)
    consent = context.records.asks.latest(request.tracking_code, "consent")
    if consent is None or not (consent.answer or {}).get("agrees"):
        raise NoConsent
    return step_of(context, open_step(context, request, "remove-connection"), _text(context, request))


def _text(context: Context, request: Request) -> str:
    connection = context.records.connections.get(request.bill_id)
    test = context.records.tests.accepted(request.tracking_code).test
    reading = test.reading if test else connection.last_reading
    return (
        f"شماره بدنه کنتور {persian.digits(connection.meter_serial)}، "
        f"رقم روز آزمایش {persian.digits(reading)} کیلووات‌ساعت. "
        "رقم پایانی از رقم روز آزمایش کمتر نمی‌شود."
    )
