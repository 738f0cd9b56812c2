"""Records a visit of the crew that came to nothing (SLA-3.8)."""

from typing import Literal

from pydantic import Field

from cases.context import Context
from cases.form_answers import LONGEST_TEXT, FormAnswers
from cases.steps import close_step
from cases.visits import file_visit, vain
from domain.visits import VisitPurpose
from engine.topics import Poison, TaskInput, TaskOutput, topic


class Input(TaskInput, FormAnswers):
    """What came of the visit, and who says so."""

    visit_result: str | None = None
    visit_remarks: str | None = Field(default=None, max_length=LONGEST_TEXT)
    completed_by: str


class Output(TaskOutput):
    """Whether the crew comes again."""

    outcome: Literal["visit-again", "no-access"]


class NoVisitInVain(Poison):
    """The model leads here only with a visit in vain."""

    def __init__(self) -> None:
        super().__init__("the result of the visit is neither no-access nor not-safe")


@topic("record-visit")
def record_visit(task: Input, context: Context) -> Output:
    """Only the subscriber's absence counts against the agreement's number of visits; danger never does.

    A form that could not be read counts as no visit, and comes back to the crew.
    """
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "remove-connection", task.completed_by)
    result = vain(task.visit_result)
    if result is None:
        raise NoVisitInVain
    if task.misread:
        return Output(outcome="visit-again")
    ended = file_visit(context, request, VisitPurpose.REMOVAL, result, task.completed_by, task.visit_remarks)
    return Output(outcome="no-access" if ended else "visit-again")
