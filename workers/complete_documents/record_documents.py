"""Reads what came of the wait for documents: all there, too late, or still open (SLA-4.1)."""

from typing import Literal

from cases.context import Context
from cases.document_review import review_text
from cases.safekeeping import Reading, read_answer
from cases.steps import open_step
from cases.waiting import step_of
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case: what was handed in stands in the records."""


class Output(TaskOutput):
    """Which way the wait ended, or when its deadline is looked at again; what the reviewer's form shows."""

    outcome: Literal["complete", "expired", "still-open"]
    ask_due: str | None = None
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None
    step_for: str | None = None


@topic("record-documents")
def record_documents(task: Input, context: Context) -> Output:
    """Without an open ask nothing was asked for, because all was there before."""
    request = context.records.requests.get(task.tracking_code)
    reading = _reading(context, request)
    if reading is not None and reading.look_again is not None:
        return Output(outcome="still-open", ask_due=reading.look_again.isoformat())
    if reading is not None and not reading.answered:
        return Output(outcome="expired")
    step = open_step(context, request, "review-documents")
    form = step_of(context, step, review_text(context, request))
    return Output(outcome="complete", **form.model_dump())


def _reading(context: Context, request: Request) -> Reading | None:
    if context.records.asks.open(request.tracking_code, "documents") is None:
        return None
    return read_answer(context, request, "documents")
