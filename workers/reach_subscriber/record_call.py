"""Records what came of calling a subscriber whom a notice did not reach (SLA-3.6, SLA-3.7)."""

from typing import Literal

from pydantic import Field

from cases.context import Context
from cases.form_answers import LONGEST_TEXT, FormAnswers
from cases.outbox import file_wiping
from cases.silence import prove_by_call
from cases.steps import CALL, close_step
from cases.unreachable import CallResult
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Call


class Input(TaskInput, FormAnswers):
    """About which notice somebody called, what came of it, and who it was."""

    notice_id: int
    call_result: str | None = None
    call_note: str | None = Field(default=None, max_length=LONGEST_TEXT)
    completed_by: str


class Output(TaskOutput):
    """Whether there is to be another call."""

    outcome: Literal["done", "call-again"]


@topic("record-call")
def record_call(task: Input, context: Context) -> Output:
    """Who was reached knows the terms from now on; nobody is called more often than the agreement says."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, CALL, task.completed_by)
    if task.misread or task.call_result not in set(CallResult):
        return Output(outcome="call-again")
    result = CallResult(task.call_result)
    calls = _file(task, context, result)
    if result is CallResult.REACHED and request.ended_at is None:
        prove_by_call(context, request, task.notice_id)
    if result is CallResult.NOT_REACHED and calls < context.agreement.most_calls:
        return Output(outcome="call-again")
    if request.ended_at is not None:
        file_wiping(context, request)
    return Output(outcome="done")


def _file(task: Input, context: Context, result: CallResult) -> int:
    """Files the call; how many there were about this notice, with it."""
    number = len(context.records.calls.of_notice(task.tracking_code, task.notice_id)) + 1
    context.records.calls.add(
        Call(
            tracking_code=task.tracking_code,
            notice_id=task.notice_id,
            round=number,
            result=result,
            note=task.call_note or "",
            called_by=task.completed_by,
            called_at=context.now,
        )
    )
    return number
