"""Has somebody call the subscriber whom a notice did not reach (SLA-3.6)."""

from cases.context import Context
from cases.form_answers import UNREADABLE
from cases.staff import doubts_in_words
from cases.steps import CALL, open_step
from cases.unreachable import MESSAGE, notice_of
from cases.waiting import StepOutput, step_of
from domain import persian
from engine.topics import TaskInput, topic
from records.tables import Dispatch, Request


class Input(TaskInput):
    """The notice that did not reach anybody."""

    notice_id: int


@topic("order-call")
def order_call(task: Input, context: Context) -> StepOutput:
    """Opens the caller's step, and stops the bell: the call is under way."""
    request = context.records.requests.get(task.tracking_code)
    bell = context.records.bells.find(request.tracking_code, MESSAGE, notice_of(task.notice_id))
    if bell is not None:
        bell.stopped_at = bell.stopped_at or context.now
    calls = len(context.records.calls.of_notice(request.tracking_code, task.notice_id))
    text = _why_again(context, request) + _text(context.records.outbox.get(task.notice_id), calls)
    return step_of(context, open_step(context, request, CALL), text)


def _why_again(context: Context, request: Request) -> str:
    """The case's last form of this step, if it brought no call that could be recorded."""
    before = context.records.steps.latest(request.tracking_code, CALL)
    if before is None or before.closed_at is None:
        return ""
    if context.records.calls.was_made(request.tracking_code, before.closed_at):
        return ""
    return f"{doubts_in_words([UNREADABLE])}\n\n"


def _text(notice: Dispatch, calls: int) -> str:
    """The words of the notice and the number to call stand on the case page: they would name a person."""
    before = f" تاکنون {persian.digits(calls)} بار بی‌نتیجه تماس گرفته شده است." if calls else ""
    return (
        f"پیامک {persian.moment(notice.filed_at)} به مشترک نرسیده است.{before} "
        "متن پیامک و شماره‌ی تماس در پرونده‌ی درخواست است؛ همان را تلفنی بگویید."
    )
