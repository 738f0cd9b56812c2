"""Records what finance arranged for a debt whose deadline has passed (SLA-3.9)."""

from typing import Literal

from pydantic import Field

from cases.context import Context
from cases.debt import arrange, doubts
from cases.form_answers import LONGEST_TEXT, FormAnswers
from cases.settle import owed
from cases.staff import doubts_in_words
from cases.steps import close_step, open_step
from cases.waiting import step_of
from domain.debt_plan import Decision, PlanKind
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request

LONGEST_NUMBER = 30


class Input(TaskInput, FormAnswers):
    """What finance filled in, and who sent it."""

    debt_decision: str | None = None
    extension_days: int | None = None
    instalment_count: int | None = None
    approval_number: str | None = Field(default=None, max_length=LONGEST_NUMBER)
    debt_reason: str | None = Field(default=None, max_length=LONGEST_TEXT)
    completed_by: str


class Output(TaskOutput):
    """Whether the decision stands; where not, what its sender needs to correct it."""

    outcome: Literal["recorded", "unclear"]
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None


@topic("record-debt-decision")
def record_debt_decision(task: Input, context: Context) -> Output:
    """A decision that cannot be carried out goes back with the reason; a debt paid meanwhile needs none."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "follow-up-debt", task.completed_by)
    if owed(context, request) <= 0:
        return Output(outcome="recorded")
    decision = _decision(task)
    found = task.misread or doubts(context, request, decision)
    if found:
        return _send_back(context, request, found)
    arrange(context, request, decision, task.completed_by)
    return Output(outcome="recorded")


def _decision(task: Input) -> Decision:
    return Decision(
        kind=next((kind for kind in PlanKind if kind == task.debt_decision), None),
        extension_days=task.extension_days,
        instalment_count=task.instalment_count,
        approval_number=task.approval_number or "",
        reason=task.debt_reason or "",
    )


def _send_back(context: Context, request: Request, found: list[str]) -> Output:
    step = open_step(context, request, "follow-up-debt")
    return Output(outcome="unclear", **step_of(context, step, doubts_in_words(found)).model_dump())
