"""What do the subscriber and the company owe each other, and what is left at an end? (SLA-3.8, SLA-3.9)"""

from cases.context import Context
from cases.damages import damages_of
from domain import ledger
from domain.ledger import Account
from domain.meter import Verdict
from domain.money import PAYABLE_UNIT
from domain.requests import Outcome
from domain.settlement import ClosingAccount, closing_account
from engine.topics import Poison
from records.tables import Request, Settlement


class NotSettledYet(Poison):
    """The account stands where this service cannot bring it to zero by itself: an operator must look."""


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


def cut_odd_rials(context: Context, request: Request) -> None:
    """Gives up a debt below a thousand Rials, which no payment id can carry; of a credit nothing is cut."""
    balance = owed(context, request)
    if 0 < balance < PAYABLE_UNIT:
        context.records.ledger.post(ledger.thousand_cut(balance), request.tracking_code, context.now)


def leave_nothing(context: Context, request: Request, outcome: str) -> None:
    """Brings the subscriber's account to zero at an end without service.

    A cost that was not paid, or that the agreement returns at this end, is taken back; money that was paid
    and is not charged waits to be returned.
    """
    returned = context.agreement.fee_after(Outcome(outcome)) == "returned"
    if returned or owed(context, request) > 0:
        _take_back_the_cost(context, request)
    left = owed(context, request)
    if left < 0:
        context.records.ledger.post(ledger.to_return(-left), request.tracking_code, context.now)


def _take_back_the_cost(context: Context, request: Request) -> None:
    entries = context.records.ledger.entries(request.tracking_code)
    charged = [entry for entry in entries if entry.kind == "removal-cost"]
    for entry in charged:
        back = ledger.reverse(entry, "removal-cost-taken-back")
        context.records.ledger.post(back, request.tracking_code, context.now)


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
        damages_of(context.records, code),
    )
