"""Asks the applicant for the documents that are missing (SLA-2.1, SLA-4.1)."""

from typing import Literal

from cases.context import Context
from cases.documents import kinds_in_words, missing_kinds
from cases.outbox import file_notice
from cases.safekeeping import ask
from cases.waiting import wait_of
from domain import persian
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Ask, Request


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Whether all is there already; where not, what the wait is woken, timed and recalled by."""

    outcome: Literal["complete", "asked"]
    ask_id: str | None = None
    ask_due: str | None = None
    step_due: str | None = None
    reminders: str | None = None


@topic("request-documents")
def request_documents(task: Input, context: Context) -> Output:
    """What was handed in since the registration counts; ask and notice are written together."""
    request = context.records.requests.get(task.tracking_code)
    missing = missing_kinds(context, request)
    if not missing:
        return Output(outcome="complete")
    deadline = context.agreement.deadline("documents", context.now)
    row = ask(context, request, "documents", deadline, wanted=list(missing))
    _tell(context, request, row)
    return Output(outcome="asked", **wait_of(context, row).model_dump())


def _tell(context: Context, request: Request, row: Ask) -> None:
    """The first ask says what is needed; a later one, what a review found lacking."""
    reviewed = context.records.documents.review(request.tracking_code) is not None
    values = {
        "date": persian.date(row.deadline),
        "documents": kinds_in_words(missing_kinds(context, request)),
    }
    file_notice(context, request, "documents-incomplete" if reviewed else "documents-needed", values)
