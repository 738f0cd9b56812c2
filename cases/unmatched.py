"""Whose is money that no case asked for, or that an end left, and how does it get there? (SLA-7.1)

Finance places it on a case, or returns it to who paid, by an act with two names: who requests a return is not
who approves it.
"""

from collections.abc import Sequence

from cases.context import Context
from cases.pay import count_payment, takes_money
from cases.payouts import approve, file_payout, hold, order
from cases.refusals import (
    CaseHasEnded,
    NotAwaitingApproval,
    NothingToReturn,
    NotUnmatched,
    ReturnUnderWay,
    UnknownCode,
)
from domain import ledger
from domain.identifiers import Sheba
from domain.ledger import Account
from records.repositories import Records
from records.tables import Payment, Payout


def unmatched_money(records: Records) -> Sequence[Payment]:
    """Payments that nobody has placed or asked to return yet, the oldest first."""
    asked = {payout.payment_reference for payout in records.payouts.pending()}
    return [payment for payment in records.payments.unmatched() if payment.reference not in asked]


def awaiting_approval(records: Records) -> Sequence[Payout]:
    """Returns that were requested and that nobody has approved or declined yet."""
    return [payout for payout in records.payouts.pending() if payout.approved_by is None]


def place(context: Context, reference: str, tracking_code: str, by: str) -> None:
    """Places a payment on the case that it was meant for, where it counts for what is asked there.

    Raises `NotUnmatched`, `UnknownCode` and `CaseHasEnded`.
    """
    payment = _hold(context.records, reference)
    if context.records.requests.find(tracking_code) is None:
        raise UnknownCode
    request = context.records.requests.lock(tracking_code)
    if not takes_money(request):
        raise CaseHasEnded
    payment.tracking_code = tracking_code
    payment.placed_at, payment.placed_by = context.now, by
    context.records.ledger.post(ledger.unmatched_placed(payment.amount), tracking_code, context.now)
    count_payment(context, request)


def return_money(context: Context, reference: str, sheba: Sheba, by: str) -> Payout:
    """Requests that a payment goes back to who paid it; raises `NotUnmatched`."""
    payment = _hold(context.records, reference)
    return file_payout(
        context, "unmatched", payment.amount, sheba, requested_by=by, payment_reference=reference
    )


def to_return(context: Context, tracking_code: str) -> int:
    """What the end of that case left to be paid back, in Rials, without what is on its way."""
    return -context.records.ledger.balance(tracking_code, Account.TO_RETURN)


def waiting_to_be_returned(records: Records) -> list[tuple[str, int]]:
    """The cases whose end left money to be paid back, with its amount in Rials."""
    return [(code, -balance) for code, balance in records.ledger.standing(Account.TO_RETURN)]


def return_what_is_left(context: Context, tracking_code: str, sheba: Sheba, by: str) -> Payout:
    """Requests that what the end of a case left goes back; raises `NothingToReturn` and `ReturnUnderWay`."""
    if context.records.requests.find(tracking_code) is None:
        raise UnknownCode
    context.records.requests.lock(tracking_code)
    if context.records.payouts.pending(tracking_code):
        raise ReturnUnderWay
    amount = to_return(context, tracking_code)
    if amount <= 0:
        raise NothingToReturn
    return file_payout(context, "return", amount, sheba, requested_by=by, tracking_code=tracking_code)


def approve_return(context: Context, payout_id: str, by: str) -> None:
    """Sets the money aside and has the bank called; raises `SamePerson` for who requested it."""
    payout = _awaiting_approval(context.records, payout_id)
    approve(context, payout, by)
    order(context, payout)


def decline_return(context: Context, payout_id: str, by: str, reason: str) -> None:
    """Takes the request back: no money moved; who requested it may decline it too."""
    payout = _awaiting_approval(context.records, payout_id)
    payout.state, payout.answered_at = "void", context.now
    payout.approved_by, payout.bank_reason = by, reason


def _hold(records: Records, reference: str) -> Payment:
    """The payment, held by this transaction, if it still is nobody's."""
    records.payments.hold("payment", reference)
    for payment in unmatched_money(records):
        if payment.reference == reference:
            return payment
    raise NotUnmatched


def _awaiting_approval(records: Records, payout_id: str) -> Payout:
    _, payout = hold(records, payout_id)
    if payout.state != "pending" or payout.approved_by is not None:
        raise NotAwaitingApproval
    return payout
