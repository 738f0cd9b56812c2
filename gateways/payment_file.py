"""Which payments does the bank's file of a day hold? All of them are read, or everything wrong is told.

The file is UTF-8 CSV with exactly the columns of `COLUMNS` in any order, separated by commas or semicolons.
Amounts are whole Rials, numbers in any digits, the moment Tehran's, as `1405/09/03 09:30:00`. Its last row is
the control total: `total` as bill id, the number of payments as payment id, their sum as amount. The format
is an example; `write_payments` writes it.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from typing import Final, TextIO

from pydantic import AwareDatetime, Field

from domain.identifiers import BillId, PaymentId
from domain.model import Frozen
from domain.persian import TEHRAN, digits, normalise, parse_date
from domain.persian import date as jalali
from domain.refusals import BadInput
from gateways.table_file import (
    Content,
    Problem,
    Row,
    Table,
    TableError,
    defused,
    doubled,
    refusal_of,
    whole_number,
)

TOTAL: Final = "total"


class NotAMoment(BadInput):
    """A moment that is not a Jalali date and a time of day."""

    code = "not-a-moment"
    title = "زمان پرداخت خوانده نشد."
    remedy = "زمان را مانند ۱۴۰۵/۰۹/۰۳ ۰۹:۳۰:۰۰ بنویسید."


class FiledPayment(Frozen):
    """A payment as the bank's file has it; `amount` in Rials, under the bank's own reference."""

    bill_id: BillId
    payment_id: PaymentId
    amount: int = Field(gt=0, lt=2**53)
    paid_at: AwareDatetime
    reference: str = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z-]+$")


@dataclass(frozen=True)
class _Control:
    row: Row
    count: int
    amount: int


def _moment(text: str) -> datetime:
    day, _, clock = normalise(text).partition(" ")
    try:
        return datetime.combine(parse_date(day), time.fromisoformat(clock.strip()), TEHRAN)
    except (BadInput, ValueError):
        # The error would repeat the text.
        raise NotAMoment from None


PAYMENTS: Final = Table(
    FiledPayment,
    {
        "bill_id": normalise,
        "payment_id": normalise,
        "amount": whole_number,
        "paid_at": _moment,
        "reference": normalise,
    },
)


def read_payments(source: Path | TextIO) -> list[FiledPayment]:
    """Read all payments, or raise one `TableError` with every problem of the file."""
    content = PAYMENTS.open(source)
    problems: list[Problem] = []
    body, control = _split(content, problems)
    payments = PAYMENTS.read(body, body.rows, problems)
    problems += _doubled_references(body)
    if control is not None and len(payments) == len(body.rows):
        problems += _differences(control, payments)
    if problems:
        raise TableError(problems)
    return payments


def write_payments(payments: Iterable[FiledPayment]) -> str:
    """Write the file that `read_payments` reads."""
    listed = list(payments)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PAYMENTS.columns)
    for payment in listed:
        paid_at = payment.paid_at.astimezone(TEHRAN)
        when = f"{normalise(jalali(paid_at))} {paid_at:%H:%M:%S}"
        writer.writerow(
            [payment.bill_id, payment.payment_id, payment.amount, when, defused(payment.reference)]
        )
    writer.writerow([TOTAL, len(listed), sum(payment.amount for payment in listed), "", ""])
    return text.getvalue()


def _split(content: Content, problems: list[Problem]) -> tuple[Content, _Control | None]:
    """Take the control total from under the payments; without it a file that was cut off looks whole."""
    last = content.rows[-1] if content.rows else None
    if last is None or normalise(content.cells(last).get("bill_id", "")).lower() != TOTAL:
        problems.append(_no_total(last.line if last else 1))
        return content, None
    return Content(content.names, content.rows[:-1]), _control(content.cells(last), last, problems)


def _control(cells: dict[str, str], row: Row, problems: list[Problem]) -> _Control | None:
    found: dict[str, int] = {}
    for name in ("payment_id", "amount"):
        try:
            found[name] = whole_number(cells[name])
        except BadInput as refusal:
            problems.append(refusal_of(row, name, refusal))
    return _Control(row, found["payment_id"], found["amount"]) if len(found) == 2 else None


def _doubled_references(content: Content) -> Iterator[Problem]:
    for row, first in doubled(content, "reference", normalise):
        message = f"شماره پیگیری این سطر در سطر {digits(first)} نیز آمده است."
        yield Problem(row.line, "reference", "doubled-reference", message, "فایل را دوباره از بانک بگیرید.")


def _differences(control: _Control, payments: list[FiledPayment]) -> Iterator[Problem]:
    remedy = "فایل کامل نیست یا تغییر کرده است؛ آن را دوباره از بانک بگیرید."
    count, amount = len(payments), sum(payment.amount for payment in payments)
    if count != control.count:
        message = f"فایل {digits(count)} پرداخت دارد و جمع کنترلی {digits(control.count)} پرداخت."
        yield Problem(control.row.line, "payment_id", "wrong-count", message, remedy)
    if amount != control.amount:
        message = "جمع مبلغ پرداخت‌ها با جمع کنترلی یکی نیست."
        yield Problem(control.row.line, "amount", "wrong-total", message, remedy)


def _no_total(line: int) -> Problem:
    message = f"سطر پایانی جمع کنترلی («{TOTAL}») نیست."
    return Problem(line, None, "no-total", message, "فایل کامل را دوباره از بانک بگیرید.")
