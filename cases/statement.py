"""How did the subscriber's balance come about, line by line? («این مبلغ چگونه به دست آمد»; SLA-3.9)

Read from what was stored: the lines of the quote and of the closing account as they were computed, and a line
for whatever else was posted. They always sum to the balance.
"""

from collections.abc import Iterable, Mapping

from cases.context import Context
from domain import ledger
from domain.ledger import Account, Entry
from domain.money import Line
from records.tables import Request

LABELS: Mapping[str, str] = {
    "payment-received": "پرداخت مشترک",
    "unmatched-placed": "پرداخت شناسایی‌شده‌ی مشترک",
    "removal-cost-taken-back": "برگشت هزینه‌ی جمع‌آوری",
    "thousand-cut": "کسر هزار ریال",
    "write-off": "بخشش بدهی با مجوز نظارت",
    "payout-pending": "پرداخت بستانکاری به شبای مشترک",
    "payout-void": "برگشت بستانکاری از بانک",
    "to-return": "انتقال به وجوه در انتظار بازگشت",
}
"""What each entry beside the two bills is to a reader."""


def statement(context: Context, request: Request) -> tuple[Line, ...]:
    """All lines of the case, in the order in which they were posted; they sum to the balance."""
    entries = context.records.ledger.entries(request.tracking_code)
    return tuple(line for entry in entries for line in _lines(context, request, entry))


def _lines(context: Context, request: Request, entry: Entry) -> Iterable[Line]:
    match entry.kind:
        case "removal-cost":
            return context.records.quotes.get(request.tracking_code).quote.lines
        case "closing-account":
            filed = context.records.settlements.find(request.tracking_code)
            return filed.account.lines if filed is not None else ()
    return _posted(entry)


def _posted(entry: Entry) -> tuple[Line, ...]:
    amount = ledger.balance([entry], Account.SUBSCRIBER)
    if amount == 0:
        return ()
    return (
        Line(
            key=entry.kind,
            label=LABELS[entry.kind],
            formula="مبلغی که در دفتر حساب این درخواست ثبت شده است",
            inputs={},
            amount=amount,
            tariff=None,
            source="دفتر حساب درخواست",
            clause="3.9",
        ),
    )
