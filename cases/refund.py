"""How is a credit paid to the subscriber, and who says so? (SLA-3.8)

Finance approves the amount to the account that the subscriber named. Who named the account cannot approve it;
an account that the bank or finance rejected is not tried again.
"""

from cases.context import Context
from cases.payouts import approve, file_payout
from cases.refusals import SamePerson
from cases.settle import owed
from cases.staff import doubts_in_words, lines_in_words
from cases.statement import statement
from cases.steps import open_step
from cases.waiting import StepOutput, step_of
from domain import persian
from records.repositories import Records
from records.tables import Payout, RefundAccount, Request

CHANGED = "مانده‌ی حساب پس از ارجاع این کار تغییر کرده است؛ مبلغ تازه را ببینید."


def payable_account(records: Records, tracking_code: str) -> RefundAccount | None:
    """The account to be paid to; None where none was named, or where the last one was rejected before."""
    account = records.refund_accounts.in_force(tracking_code)
    if account is None or account.sheba in records.refund_accounts.rejected(tracking_code):
        return None
    return account


def ask_approval(context: Context, request: Request, doubts: list[str] | None = None) -> StepOutput:
    """Opens finance's step, with every line of the credit, and with why it came back if it did."""
    came_back = f"{doubts_in_words(doubts)}\n\n" if doubts else ""
    credit = -owed(context, request)
    lines = lines_in_words(statement(context, request))
    step = open_step(context, request, "approve-refund")
    step.amount = credit
    return step_of(context, step, f"{came_back}{lines}\n\nبستانکاری مشترک: {persian.rials(credit)}")


def doubts_about(context: Context, request: Request, account: RefundAccount, by: str) -> list[str]:
    """Say in Persian why finance's yes does not count: said by the wrong person, or to another amount."""
    doubts = [SamePerson.title] if by == account.set_by else []
    return [*doubts, CHANGED] if _has_changed(context, request) else doubts


def reserve(context: Context, request: Request, account: RefundAccount, by: str) -> Payout:
    """Sets the whole credit aside for that account; `by` approves what who named the account asked for."""
    payout = file_payout(
        context,
        "refund",
        -owed(context, request),
        account.sheba,
        requested_by=account.set_by,
        tracking_code=request.tracking_code,
    )
    approve(context, payout, by)
    return payout


def _has_changed(context: Context, request: Request) -> bool:
    """Whether finance was shown another amount; told by the amounts, for two clocks never agree."""
    step = context.records.steps.latest(request.tracking_code, "approve-refund")
    return step is not None and step.amount != -owed(context, request)
