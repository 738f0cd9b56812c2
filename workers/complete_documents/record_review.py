"""Records what the reviewer decided about the documents (SLA-4.1)."""

from typing import Literal

from cases.context import Context
from cases.document_review import ReviewForm, file_review, read_review
from cases.staff import doubts_in_words
from cases.steps import close_step, open_step
from cases.waiting import last_sender, step_of
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request


class Input(TaskInput, ReviewForm):
    """What the reviewer filled in, and who sent it."""

    completed_by: str


class Output(TaskOutput):
    """Which way the documents go; where the form is unclear, what its sender needs to correct it."""

    outcome: Literal["accepted", "asked-again", "rejected", "unclear"]
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None
    step_for: str | None = None


@topic("record-review")
def record_review(task: Input, context: Context) -> Output:
    """From an accepted review on the representative acts as the applicant does."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "review-documents", task.completed_by)
    review, doubts = read_review(task)
    if review is None:
        return _send_back(context, request, doubts)
    file_review(context, request, review, task.completed_by)
    return Output(outcome=review.decision)


def _send_back(context: Context, request: Request, doubts: list[str]) -> Output:
    step = open_step(context, request, "review-documents")
    form = step_of(context, step, doubts_in_words(doubts), back_to=last_sender(context, step))
    return Output(outcome="unclear", **form.model_dump())
