"""What happens to money that the bank says has come? (SLA-3.4, SLA-3.9)

It is never refused for being late, short, over, doubled or unknown: it is posted in the call, to its case
while that has not ended, else to unmatched money. The ask is answered when the sum in time reaches its
amount.
"""

from datetime import datetime

import structlog
from pydantic import AwareDatetime, Field

from cases.context import Context
from cases.refusals import ReferenceReused
from cases.safekeeping import answer
from domain import ledger
from domain.identifiers import BillId, PaymentId
from domain.model import Frozen
from records.repositories import Records
from records.tables import Ask, Payment, Request

log = structlog.get_logger()


class PaymentNotice(Frozen):
    """A payment as the bank tells it; `amount` in Rials."""

    bill_id: BillId
    payment_id: PaymentId
    amount: int = Field(gt=0, lt=2**53)
    paid_at: AwareDatetime
    reference: str = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z-]+$")


def receive_payment(context: Context, notice: PaymentNotice) -> bool:
    """Posts the payment; True says that it had been told before, the same. Raises `ReferenceReused`."""
    records = context.records
    records.payments.hold("payment", notice.reference)
    earlier = records.payments.find(notice.reference)
    if earlier is not None:
        return _replay(earlier, notice)
    ask = records.asks.of_payment_ids(notice.bill_id, notice.payment_id)
    request = records.requests.lock(ask.tracking_code) if ask else None
    if ask is None or request is None or request.ended_at is not None:
        _post(records, ledger.unmatched(notice.amount), _payment(notice, context.now))
    else:
        payment = _payment(notice, context.now, tracking_code=request.tracking_code, ask_id=ask.id)
        _post(records, ledger.payment_received(notice.amount), payment)
        _answer_if_paid(context, request, ask)
    return False


def _replay(earlier: Payment, notice: PaymentNotice) -> bool:
    told = (notice.bill_id, notice.payment_id, notice.amount)
    if (earlier.bill_id, earlier.payment_id, earlier.amount) != told:
        log.error("payment reference reused", reference=notice.reference)
        raise ReferenceReused
    return True


def _payment(
    notice: PaymentNotice, now: datetime, tracking_code: str | None = None, ask_id: str | None = None
) -> Payment:
    return Payment(
        reference=notice.reference,
        bill_id=notice.bill_id,
        payment_id=notice.payment_id,
        amount=notice.amount,
        paid_at=notice.paid_at,
        received_at=now,
        tracking_code=tracking_code,
        ask_id=ask_id,
    )


def _post(records: Records, entry: ledger.Entry, payment: Payment) -> None:
    records.payments.add(payment)
    records.ledger.post(entry, payment.tracking_code, payment.received_at)


def _answer_if_paid(context: Context, request: Request, ask: Ask) -> None:
    paid = sum(payment.amount for payment in context.records.payments.of_ask(ask.id))
    if ask.amount is None or paid < ask.amount:
        return
    if ask.answered_at is None and ask.closed_at is None and context.now <= ask.deadline:
        answer(context.records, request, ask, {"paid": True}, context.now)
