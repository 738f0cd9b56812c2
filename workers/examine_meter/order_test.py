"""Orders a visit to test the meter, and says what a test that came back was doubted for (SLA-3.5)."""

from cases.context import Context
from cases.staff import doubts_in_words
from cases.steps import open_step
from cases.waiting import StepOutput, step_of
from domain import persian
from engine.topics import TaskInput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


@topic("order-test")
def order_test(task: Input, context: Context) -> StepOutput:
    """Opens the tester's step."""
    request = context.records.requests.get(task.tracking_code)
    step = open_step(context, request, "test-meter")
    return step_of(context, step, _text(context, request))


def _text(context: Context, request: Request) -> str:
    latest = context.records.tests.latest(request.tracking_code)
    if latest is not None and latest.doubts:
        return doubts_in_words(latest.doubts)
    connection = context.records.connections.get(request.bill_id)
    return (
        f"انشعاب {persian.digits(connection.phases)} فاز {persian.digits(connection.amperes)} آمپر، "
        f"شماره بدنه کنتور {persian.digits(connection.meter_serial)}، "
        f"آخرین رقم قرائت‌شده {persian.digits(connection.last_reading)} کیلووات‌ساعت "
        f"در {persian.date(connection.last_read_on)}."
    )
