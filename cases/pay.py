"""What happens to money that the bank says has come? (SLA-3.4, SLA-3.9)

It is never refused for being late, short, over, doubled or unknown: it is posted in the call, to its case
while its account is open, else to unmatched money. The open ask is answered when the sum in time reaches its
amount, under whichever ids of the case the money came.
"""

from datetime import datetime

import structlog
from pydantic import AwareDatetime, Field

from cases.context import Context
from cases.outbox import file_notice
from cases.refusals import ReferenceReused
from cases.safekeeping import answer
from domain import ledger, persian
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
    if ask is None or request is None or not takes_money(request):
        _post(records, ledger.unmatched(notice.amount), _payment(notice, context.now))
    else:
        payment = _payment(notice, context.now, tracking_code=request.tracking_code, ask_id=ask.id)
        _post(records, ledger.payment_received(notice.amount), payment)
        count_payment(context, request)
    return False


def takes_money(request: Request) -> bool:
    """Whether money can still be posted to the case: a closed account stays at zero for its certificate."""
    return request.ended_at is None and request.account_closed_at is None


def answer_if_paid(context: Context, request: Request, ask: Ask) -> bool:
    """Answers the open ask when what came for it in time reaches its amount; tells whether it did."""
    if _is_short(context, request, ask) or context.now > ask.deadline:
        return False
    answer(context.records, request, ask, {"paid": True}, context.now)
    return True


def count_payment(context: Context, request: Request) -> None:
    """Lets money that has just been posted to the case count for what is asked, if anything is."""
    ask = open_payment_ask(context, request)
    if ask is None or ask.answered_at is not None or context.now > ask.deadline:
        return
    if not answer_if_paid(context, request, ask):
        _tell_short(context, request, ask)


def open_payment_ask(context: Context, request: Request) -> Ask | None:
    """The payment that the case waits for, if it does: of the cost or of the debt."""
    asks, code = context.records.asks, request.tracking_code
    return asks.open(code, "payment") or asks.open(code, "debt-payment")


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


def _is_short(context: Context, request: Request, ask: Ask) -> bool:
    return _paid(context, request, ask) < (ask.amount or 0)


def _paid(context: Context, request: Request, ask: Ask) -> int:
    """What came for the ask: for the cost all money of the case, for a debt its own and what came since."""
    payments = context.records.payments.of_case(request.tracking_code)
    return sum(payment.amount for payment in payments if ask.kind == "payment" or _is_for(payment, ask))


def _is_for(payment: Payment, ask: Ask) -> bool:
    return payment.ask_id == ask.id or (payment.placed_at or payment.received_at) > ask.opened_at


def _tell_short(context: Context, request: Request, ask: Ask) -> None:
    left = (ask.amount or 0) - _paid(context, request, ask)
    values = {
        "amount": persian.amount(left),
        "bill": persian.digits(ask.bill_id or ""),
        "pay": persian.digits(ask.payment_id or ""),
        "date": persian.date(ask.deadline),
    }
    file_notice(context, request, "payment-short", values)
