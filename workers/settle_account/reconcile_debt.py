"""Determines the consumption debt and where the subscriber's account stands (SLA-3.8)."""

from cases.context import Context
from cases.outbox import file_notice
from cases.settle import NotSettledYet, closing_account_of, owed
from domain import persian
from domain.settlement import BalanceState, state_of
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Where the account stands."""

    balance_state: BalanceState


@topic("reconcile-debt")
def reconcile_debt(task: Input, context: Context) -> Output:
    """The first round makes the closing account; every round reads the ledger.

    A credit, and a debt whose deadline passed, are incidents: an operator must look.
    """
    request = context.records.requests.get(task.tracking_code)
    first_round = context.records.settlements.find(request.tracking_code) is None
    closing_account_of(context, request)
    state = state_of(owed(context, request))
    _refuse_what_needs_a_person(context, request, state)
    if first_round and state is BalanceState.SETTLED:
        _tell_settled(context, request)
    return Output(balance_state=state)


def _refuse_what_needs_a_person(context: Context, request: Request, state: BalanceState) -> None:
    if state is BalanceState.CREDITOR:
        raise NotSettledYet("the subscriber is in credit: a refund is needed")
    asked = context.records.asks.latest(request.tracking_code, "debt-payment")
    if state is BalanceState.DEBTOR and asked is not None and asked.closed_as == "expired":
        raise NotSettledYet("the debt is overdue: finance must arrange its payment")


def _tell_settled(context: Context, request: Request) -> None:
    account = closing_account_of(context, request)
    file_notice(context, request, "balance-settled", {"debt": persian.amount(account.consumption_debt)})
