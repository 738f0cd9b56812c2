"""Which payments does the bank's file of a day hold? All of them are read, or everything wrong is told.

The file is UTF-8 CSV with exactly the columns of `COLUMNS` in any order, separated by commas or semicolons.
Amounts are whole Rials, numbers in any digits, the moment Tehran's, as `1405/09/03 09:30:00`. Its last row is
the control total: `total` as bill id, the number of payments as payment id, their sum as amount. The format
is an example; `write_payments` writes it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO

from pydantic import AwareDatetime, Field, ValidationError
from pydantic_core import ErrorDetails

from domain.identifiers import BillId, PaymentId
from domain.model import Frozen
from domain.persian import TEHRAN, digits, normalise, parse_date
from domain.persian import date as jalali
from domain.refusals import BadInput
from gateways.billing_table import Problem, RegisterError, Row, decoded, read_table, wrong_length

TOTAL: Final = "total"
LONGEST_NUMBER: Final = 15


class NotAnAmount(BadInput):
    """A number of more than digits."""

    code = "not-a-payable-number"
    title = "عدد درست نیست."
    remedy = "عدد صحیح را تنها با رقم و بدون جداکننده بنویسید."


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


def _whole(text: str) -> int:
    number = normalise(text)
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        raise NotAnAmount
    return int(number)


def _moment(text: str) -> datetime:
    day, _, clock = normalise(text).partition(" ")
    try:
        return datetime.combine(parse_date(day), time.fromisoformat(clock.strip()), TEHRAN)
    except (BadInput, ValueError):
        # The error would repeat the text.
        raise NotAMoment from None


COLUMNS: Final[Mapping[str, Callable[[str], object]]] = MappingProxyType(
    {
        "bill_id": normalise,
        "payment_id": normalise,
        "amount": _whole,
        "paid_at": _moment,
        "reference": normalise,
    }
)


def read_payments(source: Path | TextIO) -> list[FiledPayment]:
    """Read all payments, or raise one `RegisterError` with every problem of the file."""
    text = decoded(source.read_bytes()) if isinstance(source, Path) else source.read()
    if not text.strip():
        raise RegisterError([_empty()])
    names, rows = read_table(text, COLUMNS)
    problems: list[Problem] = []
    body, control = _split(names, rows, problems)
    payments = [payment for row in body if (payment := _payment(names, row, problems))]
    problems += _doubled_references(names, body)
    if control is not None and len(payments) == len(body):
        problems += _differences(control, payments)
    if problems:
        raise RegisterError(sorted(problems, key=lambda problem: problem.line))
    return payments


def write_payments(payments: Iterable[FiledPayment]) -> str:
    """Write the file that `read_payments` reads."""
    listed = list(payments)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for payment in listed:
        paid_at = payment.paid_at.astimezone(TEHRAN)
        when = f"{normalise(jalali(paid_at))} {paid_at:%H:%M:%S}"
        writer.writerow([payment.bill_id, payment.payment_id, payment.amount, when, payment.reference])
    writer.writerow([TOTAL, len(listed), sum(payment.amount for payment in listed), "", ""])
    return text.getvalue()


def _split(names: list[str], rows: list[Row], problems: list[Problem]) -> tuple[list[Row], _Control | None]:
    """Take the control total from under the payments; without it a file that was cut off looks whole."""
    last = rows[-1] if rows else None
    if last is None or not _is_total(names, last):
        problems.append(_no_total(last.line if last else 1))
        return rows, None
    return rows[:-1], _control(names, last, problems)


def _is_total(names: list[str], row: Row) -> bool:
    return len(row.cells) == len(names) and normalise(row.cells[names.index("bill_id")]).lower() == TOTAL


def _control(names: list[str], row: Row, problems: list[Problem]) -> _Control | None:
    cells, found = dict(zip(names, row.cells, strict=True)), {}
    for name in ("payment_id", "amount"):
        try:
            found[name] = _whole(cells[name])
        except BadInput as refusal:
            problems.append(_refusal(row, name, refusal))
    return _Control(row, found["payment_id"], found["amount"]) if len(found) == 2 else None


def _payment(names: list[str], row: Row, problems: list[Problem]) -> FiledPayment | None:
    if len(row.cells) != len(names):
        problems.append(wrong_length(row, len(names)))
        return None
    values, refused = _values(dict(zip(names, row.cells, strict=True)))
    payment, limits = _validated(values)
    found = [_refusal(row, name, refusal) for name, refusal in refused.items()]
    found += [_limit(row, name, detail) for name, detail in limits if name not in refused]
    problems += found
    return None if found else payment


def _values(cells: Mapping[str, str]) -> tuple[dict[str, object], dict[str, BadInput]]:
    values: dict[str, object] = {}
    refused: dict[str, BadInput] = {}
    for name, cell in cells.items():
        try:
            values[name] = COLUMNS[name](cell)
        except BadInput as refusal:
            refused[name] = refusal
    return values, refused


def _validated(values: Mapping[str, object]) -> tuple[FiledPayment | None, list[tuple[str, ErrorDetails]]]:
    try:
        return FiledPayment.model_validate(values), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, [(str(detail["loc"][0]), detail) for detail in details]


def _refusal(row: Row, name: str, refusal: BadInput) -> Problem:
    return Problem(row.line, name, refusal.code, refusal.detail, refusal.remedy)


def _limit(row: Row, name: str, detail: ErrorDetails) -> Problem:
    """Say what was refused: an identifier brings its own words."""
    context = detail.get("ctx", {})
    message = context.get("title", "این مقدار پذیرفته نیست.")
    remedy = context.get("remedy", "مقدار را با گزارش بانک بسنجید.")
    return Problem(row.line, name, detail["type"].replace("_", "-"), message, remedy)


def _doubled_references(names: list[str], rows: list[Row]) -> Iterator[Problem]:
    place, first = names.index("reference"), dict[str, int]()
    for row in rows:
        reference = normalise(row.cells[place]) if len(row.cells) == len(names) else ""
        if reference and first.setdefault(reference, row.line) != row.line:
            message = f"شماره پیگیری این سطر در سطر {digits(first[reference])} نیز آمده است."
            remedy = "فایل را دوباره از بانک بگیرید."
            yield Problem(row.line, "reference", "doubled-reference", message, remedy)


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


def _empty() -> Problem:
    return Problem(1, None, "empty-file", "فایل خالی است.", "فایل را دوباره از بانک بگیرید.")
