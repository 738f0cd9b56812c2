"""Records what staff decided about the terms before they are announced (SLA-3.6)."""

from typing import Literal

from cases.context import Context
from cases.steps import close_step
from engine.topics import TaskInput, TaskOutput, topic


class Input(TaskInput):
    """What was decided, why, and by whom."""

    approval: str | None = None
    approval_note: str | None = None
    completed_by: str


class Output(TaskOutput):
    """Which way the terms go."""

    outcome: Literal["approved", "test-again", "unclear"]


DECISIONS: dict[str | None, Literal["approved", "test-again"]] = {
    "approve": "approved",
    "test-again": "test-again",
}
LONGEST_NOTE = 500


@topic("record-approval")
def record_approval(task: Input, context: Context) -> Output:
    """A decision that is none of the form's goes back to the same desk."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "approve-terms", task.completed_by)
    outcome = DECISIONS.get(task.approval)
    if outcome is None:
        return Output(outcome="unclear")
    terms = context.records.terms.get(request.tracking_code)
    terms.approval, terms.note = outcome, (task.approval_note or "")[:LONGEST_NOTE]
    terms.decided_by, terms.decided_at = task.completed_by, context.now
    return Output(outcome=outcome)
