"""What does the subscriber owe, when everything is reckoned? (SLA-3.8, SLA-3.9)"""

from dataclasses import dataclass

from cases.context import Context
from domain import ledger
from domain.agreement import AskKind
from domain.ledger import Account
from domain.meter import Verdict
from domain.settlement import ClosingAccount, closing_account
from engine.topics import Poison
from records.tables import Request, Settlement


class NotSettledYet(Poison):
    """The account stands where this service cannot bring it to zero by itself: an operator must look."""


@dataclass(frozen=True)
class Demand:
    """What is asked of the subscriber next: for which kind of ask, how much, in whole Rials."""

    kind: AskKind
    amount: int


def closing_account_of(context: Context, request: Request) -> ClosingAccount:
    """The case's closing account: made and posted once, the same for ever after."""
    filed = context.records.settlements.find(request.tracking_code)
    if filed is not None:
        return filed.account
    account = _reckon(context, request)
    context.records.settlements.add(
        Settlement(tracking_code=request.tracking_code, account=account, filed_at=context.now)
    )
    if account.lines:
        context.records.ledger.post(
            ledger.charge("closing-account", account.lines), request.tracking_code, context.now
        )
    return account


def owed(context: Context, request: Request) -> int:
    """The subscriber's balance in Rials: above zero a debt, below a credit."""
    return context.records.ledger.balance(request.tracking_code, Account.SUBSCRIBER)


def next_demand(context: Context, request: Request) -> Demand:
    """The removal's cost before the removal; after it, what the closing account leaves owed."""
    if context.records.settlements.find(request.tracking_code) is None:
        return Demand("payment", context.records.quotes.get(request.tracking_code).quote.payable)
    return Demand("debt-payment", owed(context, request))


def leave_nothing(context: Context, request: Request) -> None:
    """Brings the subscriber's account to zero at an end without service.

    A charge that was not paid is taken back; money that was paid and not charged waits to be returned.
    """
    balance = owed(context, request)
    if balance > 0:
        charge = next(
            e for e in context.records.ledger.entries(request.tracking_code) if e.kind == "removal-cost"
        )
        context.records.ledger.post(
            ledger.reverse(charge, "removal-cost-taken-back"), request.tracking_code, context.now
        )
    left = owed(context, request)
    if left < 0:
        context.records.ledger.post(ledger.to_return(-left), request.tracking_code, context.now)


def _reckon(context: Context, request: Request) -> ClosingAccount:
    code = request.tracking_code
    test = context.records.tests.accepted(code)
    removal = context.records.removals.accepted(code)
    if test.test is None or removal is None or removal.report is None:
        raise NotSettledYet("the account is closed only for a tested and removed connection")
    return closing_account(
        context.records.connections.get(request.bill_id),
        test.test,
        Verdict(context.records.terms.get(code).verdict),
        removal.report,
        context.agreement.tariff(removal.report.removed_on),
    )
