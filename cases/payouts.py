"""How does money go back, so that it is paid once and never forgotten? (SLA-3.8, SLA-7.1)

Two phases. First the payout is filed under an id of our own, approved by somebody other than who asked for
it, and its money moved to `payout-pending`: from then on it is owed no second time. Only after that commit is
the bank called, under the same id. A lost answer is asked about; the bank is told again only where it says
that it knows no such id. Its final answer posts the payout or voids it.

Kill the process at any statement: before the commit nothing happened; after it the outbox row is still there
and its next attempt begins by asking the bank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from cases.context import Context
from cases.outbox import file_notice
from cases.refusals import SamePerson
from cases.safekeeping import Clock, answer, extend
from domain import ledger, persian
from domain.agreement import Agreement
from domain.ledger import Account
from gateways.bank_orders import BankOrders, OrderState, Refused, UnknownOrder
from records.database import Database
from records.repositories import Records
from records.tables import Ask, Dispatch, Payout, Request

Purpose = Literal["refund", "return", "unmatched"]

SOURCES: Mapping[str, Account] = {
    "refund": Account.SUBSCRIBER,
    "return": Account.TO_RETURN,
    "unmatched": Account.UNMATCHED,
}
"""Where the money of a payout is owed until it goes out: a credit, what an end left, nobody's money."""


@dataclass(frozen=True)
class Payer:
    """Carries payouts to the bank, outside any transaction of the records."""

    database: Database
    agreement: Agreement
    bank: BankOrders
    clock: Clock
    public_url: str

    def carry(self, payout_id: str) -> bool:
        """Asks what became of the payout and orders it where the bank has none; True once that is final.

        Raises a `BankError` where the bank did not say.
        """
        with self.database.transaction() as records:
            payout = records.payouts.get(payout_id)
        if payout.state != "pending":
            return True
        state = self._ask_or_order(payout)
        if state.state == "pending":
            return False
        with self.database.transaction() as records:
            read_bank_answer(
                Context(records, self.agreement, self.clock(), self.public_url), payout_id, state
            )
        return True

    def _ask_or_order(self, payout: Payout) -> OrderState:
        try:
            return self.bank.state(payout.id)
        except UnknownOrder:
            return self._order(payout)

    def _order(self, payout: Payout) -> OrderState:
        try:
            self.bank.order(payout.id, payout.sheba, payout.amount)
        except Refused as refused:
            return OrderState("rejected", refused.reason)
        return self.bank.state(payout.id)


def file_payout(
    context: Context,
    purpose: Purpose,
    amount: int,
    sheba: str,
    *,
    requested_by: str,
    tracking_code: str | None = None,
    payment_reference: str | None = None,
) -> Payout:
    """Files what is to be paid, under the id that the bank will know it by; no money moves yet."""
    payout = Payout(
        id=str(uuid4()),
        tracking_code=tracking_code,
        purpose=purpose,
        payment_reference=payment_reference,
        sheba=sheba,
        amount=amount,
        requested_by=requested_by,
        filed_at=context.now,
    )
    context.records.payouts.add(payout)
    return payout


def approve(context: Context, payout: Payout, by: str) -> None:
    """Sets its money aside; who asked for it, or named its account, cannot approve it (`SamePerson`)."""
    if by == payout.requested_by:
        raise SamePerson
    payout.approved_by = by
    entry = ledger.payout_pending(payout.amount, SOURCES[payout.purpose])
    context.records.ledger.post(entry, payout.tracking_code, context.now)


def order(context: Context, payout: Payout) -> None:
    """Files the call to the bank, which the sender makes after the commit."""
    context.records.outbox.add(
        Dispatch(
            tracking_code=payout.tracking_code,
            kind="payout",
            payout_id=payout.id,
            filed_at=context.now,
            next_attempt_at=context.now,
        )
    )


def hold(records: Records, payout_id: str) -> tuple[Request | None, Payout]:
    """The payout with its case, if it has one, both held: the case first, as everywhere."""
    code = records.payouts.get(payout_id).tracking_code
    request = records.requests.lock(code) if code else None
    return request, records.payouts.lock(payout_id)


def reserved_refund(records: Records, tracking_code: str) -> Payout | None:
    """The refund of the case that was approved and not answered by the bank yet, if any."""
    return next((p for p in records.payouts.pending(tracking_code) if p.purpose == "refund"), None)


def read_bank_answer(context: Context, payout_id: str, state: OrderState) -> None:
    """Posts or voids the payout, once; a refund's wait is answered, and the subscriber told."""
    request, payout = hold(context.records, payout_id)
    if payout.state != "pending":
        return
    _close(context, payout, state)
    if payout.purpose == "unmatched":
        _mark_returned(context, payout)
    if request is not None:
        _tell(context, request, payout)
    if request is not None and payout.purpose == "refund":
        _answer_refund(context, request, payout)


def postpone_bank(context: Context, request: Request) -> Ask | None:
    """A payout that the bank has not answered is never given up: its passed deadline moves on.

    The ask with its new deadline, or None where that has not passed or the bank has answered.
    """
    ask = context.records.asks.open(request.tracking_code, "payout")
    if ask is None or ask.answered_at is not None or context.now < ask.deadline:
        return None
    extend(context, request, ask, context.agreement.deadline("payout", context.now))
    return ask


def _close(context: Context, payout: Payout, state: OrderState) -> None:
    payout.answered_at = context.now
    payout.bank_reference, payout.bank_reason = state.reference or None, state.reason or None
    payout.state = "posted" if state.state == "paid" else "void"
    entry = (
        ledger.payout_posted(payout.amount)
        if payout.state == "posted"
        else ledger.payout_void(payout.amount, SOURCES[payout.purpose])
    )
    context.records.ledger.post(entry, payout.tracking_code, context.now)


def _mark_returned(context: Context, payout: Payout) -> None:
    """Money that was paid back is unmatched no more; a rejected one still is."""
    payment = context.records.payments.find(payout.payment_reference or "")
    if payment is not None and payout.state == "posted":
        payment.placed_at, payment.placed_by = context.now, payout.requested_by


def _answer_refund(context: Context, request: Request, payout: Payout) -> None:
    """The bank is never too late: a passed deadline moves to now."""
    if payout.state == "void":
        _reject_account(context, request, payout)
    ask = context.records.asks.open(request.tracking_code, "payout")
    if ask is not None:
        ask.deadline = max(ask.deadline, context.now)
        answer(context.records, request, ask, {"payout": payout.id, "state": payout.state}, context.now)


def _reject_account(context: Context, request: Request, payout: Payout) -> None:
    account = context.records.refund_accounts.in_force(request.tracking_code)
    if account is not None and account.sheba == payout.sheba:
        account.rejected_at, account.rejected_because = context.now, payout.bank_reason


def _tell(context: Context, request: Request, payout: Payout) -> None:
    """What was paid is told whenever it was owed; a rejection only where the subscriber can mend it."""
    values = {"amount": persian.amount(payout.amount), "date": persian.date(context.now)}
    if payout.state == "posted":
        file_notice(context, request, "refund-paid", values)
    elif payout.purpose == "refund":
        file_notice(context, request, "refund-rejected", values)
