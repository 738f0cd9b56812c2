"""Records what finance decided about a credit, and sets the money aside if it is to be paid (SLA-3.8)."""

from typing import Literal

from pydantic import Field

from cases.context import Context
from cases.form_answers import LONGEST_TEXT, FormAnswers
from cases.refund import ask_approval, doubts_about, payable_account, reserve
from cases.settle import owed
from cases.steps import close_step
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import RefundAccount, Request

UNDECIDED = "تصمیم درباره‌ی بستانکاری انتخاب نشده است."
NO_REASON = "علت رد شبا نوشته نشده است."


class Input(TaskInput, FormAnswers):
    """What finance decided, why, and who."""

    refund_decision: str | None = None
    refund_note: str | None = Field(default=None, max_length=LONGEST_TEXT)
    completed_by: str


class Output(TaskOutput):
    """Which way the credit goes; where unclear, what the decision needs to be made again."""

    outcome: Literal["pay", "again", "unclear"]
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None


@topic("record-refund-decision")
def record_refund_decision(task: Input, context: Context) -> Output:
    """Four eyes: a yes of who named the account does not count, nor one to an amount that has changed."""
    request = context.records.requests.get(task.tracking_code)
    doubts = task.misread or _doubts(task, context, request)
    close_step(context, request, "approve-refund", task.completed_by, task.refund_note)
    account = payable_account(context.records, request.tracking_code)
    if owed(context, request) >= 0 or account is None:
        return Output(outcome="again")
    if doubts:
        step = ask_approval(context, request, doubts)
        return Output(outcome="unclear", **step.model_dump())
    return _carry_out(task, context, request, account)


def _doubts(task: Input, context: Context, request: Request) -> list[str]:
    account = payable_account(context.records, request.tracking_code)
    match task.refund_decision:
        case "pay":
            return doubts_about(context, request, account, task.completed_by) if account else []
        case "another-account":
            return [] if (task.refund_note or "").strip() else [NO_REASON]
        case "reconcile":
            return []
    return [UNDECIDED]


def _carry_out(task: Input, context: Context, request: Request, account: RefundAccount) -> Output:
    if task.refund_decision == "pay":
        reserve(context, request, account, task.completed_by)
        return Output(outcome="pay")
    if task.refund_decision == "another-account":
        account.rejected_at = context.now
        account.rejected_because = task.refund_note
    return Output(outcome="again")
