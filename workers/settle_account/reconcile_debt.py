"""Determines the consumption debt and where the subscriber's account stands (SLA-3.8, SLA-3.9)."""

from typing import Literal

from cases.context import Context
from cases.debt import is_overdue
from cases.outbox import file_notice
from cases.payouts import reserved_refund
from cases.refund import ask_approval, payable_account
from cases.settle import NotSettledYet, closing_account_of, cut_odd_rials, owed
from cases.staff import lines_in_words
from cases.statement import statement
from cases.steps import open_step
from cases.waiting import StepOutput, step_of
from domain import persian
from domain.settlement import BalanceState, state_of
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request

Unattended = Literal[BalanceState.DEBTOR, BalanceState.CREDITOR_WITHOUT_ACCOUNT, BalanceState.SETTLED]
"""The states in which nobody of the staff has anything to do."""


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Where the account stands; for who must act on it, what they need."""

    balance_state: BalanceState
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None
    step_for: str | None = None


@topic("reconcile-debt")
def reconcile_debt(task: Input, context: Context) -> Output:
    """The first round makes the closing account and tells it (SLA-3.8); every round reads the ledger."""
    request = context.records.requests.get(task.tracking_code)
    if reserved_refund(context.records, request.tracking_code) is not None:
        raise NotSettledYet("a refund is on its way: the bank's answer is waited for")
    first_round = context.records.settlements.find(request.tracking_code) is None
    closing_account_of(context, request)
    cut_odd_rials(context, request)
    state = _state(context, request)
    if first_round:
        _tell(context, request, state)
    return _output(context, request, state)


def _state(context: Context, request: Request) -> BalanceState:
    state = state_of(owed(context, request))
    if state is BalanceState.DEBTOR and is_overdue(context, request):
        return BalanceState.DEBTOR_OVERDUE
    if state is BalanceState.CREDITOR and payable_account(context.records, request.tracking_code) is None:
        return BalanceState.CREDITOR_WITHOUT_ACCOUNT
    return state


def _output(context: Context, request: Request, state: BalanceState) -> Output:
    if state is BalanceState.DEBTOR_OVERDUE:
        return Output(balance_state=BalanceState.DEBTOR_OVERDUE, **_follow_up(context, request).model_dump())
    if state is BalanceState.CREDITOR:
        return Output(balance_state=BalanceState.CREDITOR, **ask_approval(context, request).model_dump())
    return _without_a_step(state)


def _without_a_step(state: Unattended) -> Output:
    return Output(balance_state=state)


def _follow_up(context: Context, request: Request) -> StepOutput:
    """Whose deadline passed is told by when to speak with finance."""
    step, debt = open_step(context, request, "follow-up-debt"), owed(context, request)
    values = {"amount": persian.amount(debt), "date": persian.date(step.due)}
    file_notice(context, request, "debt-overdue", values)
    lines = lines_in_words(statement(context, request), "مانده", debt)
    return step_of(context, step, f"{lines}\n\nبدهی که مهلت آن گذشته است: {persian.rials(debt)}")


def _tell(context: Context, request: Request, state: BalanceState) -> None:
    """A debtor is told with the demand itself, which names ids and deadline."""
    account = closing_account_of(context, request)
    values = {
        "debt": persian.amount(account.consumption_debt),
        "amount": persian.amount(abs(owed(context, request))),
    }
    if state is BalanceState.SETTLED:
        file_notice(context, request, "balance-settled", values)
    elif state in {BalanceState.CREDITOR, BalanceState.CREDITOR_WITHOUT_ACCOUNT}:
        file_notice(context, request, "balance-creditor", values)
