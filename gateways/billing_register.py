"""Which subscriptions does the billing system know? Reads its export, one a line, all or nothing.

The file is UTF-8 CSV with exactly the columns of `COLUMNS` in any order, separated by commas or semicolons.
Dates are Jalali, numbers in any digits, amounts whole Rials, readings whole kWh; yes and no are written `yes`
and `no`, other words as the domain's codes. `samples/subscriptions.csv` shows one.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from domain.connection import Area, Connection, ConnectionKind, ConnectionTerm, Usage
from domain.persian import digits, normalise, one_line, parse_date, tidy
from domain.refusals import BadInput
from domain.requests import PersonKind
from gateways.table_file import Content, Problem, ReadCell, Table, TableError, doubled, whole_number


class EmptyCell(BadInput):
    """A cell without a value; no column is optional."""

    code = "empty-cell"
    title = "این خانه خالی است."
    remedy = "مقدار آن را از سامانه‌ی صورتحساب وارد کنید."


class NotYesOrNo(BadInput):
    """A yes or no that says neither."""

    code = "not-yes-or-no"
    title = "پاسخ روشن نیست."
    remedy = "yes (بله) یا no (خیر) بنویسید."


class UnknownWord(BadInput):
    """A word that is not in the column's closed list, which the detail names."""

    code = "unknown-word"
    title = "این واژه در فهرست ستون نیست."
    remedy = "یکی از واژه‌های فهرست را بنویسید."


def _yes(text: str) -> bool:
    answer = normalise(text).lower()
    if answer not in ("yes", "no"):
        raise NotYesOrNo
    return answer == "yes"


def _phases(text: str) -> int:
    phases = whole_number(text)
    if phases not in (1, 3):
        raise UnknownWord("تعداد فاز تنها ۱ یا ۳ است.")
    return phases


def _one_of(words: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(text: str) -> StrEnum:
        try:
            return words(normalise(text).lower())
        except ValueError:
            # The error of the enumeration would repeat the text.
            raise UnknownWord(f"این واژه در فهرست ستون نیست: {'، '.join(words)}.") from None

    return read


def _filled(read: ReadCell) -> ReadCell:
    def judge(cell: str) -> object:
        if not tidy(cell):
            raise EmptyCell
        return read(cell)

    return judge


CELLS: Final[dict[str, ReadCell]] = {
    "bill_id": normalise,
    "subscription_number": normalise,
    "kind": _one_of(ConnectionKind),
    "term": _one_of(ConnectionTerm),
    "usage": _one_of(Usage),
    "area": _one_of(Area),
    "amperes": whole_number,
    "phases": _phases,
    "meter_serial": normalise,
    "meter_digits": whole_number,
    "meter_multiplier": whole_number,
    "last_reading": whole_number,
    "last_read_on": parse_date,
    "average_monthly_kwh": whole_number,
    "prior_debt": whole_number,
    "subscriber_kind": _one_of(PersonKind),
    "subscriber_national_id": normalise,
    "subscriber_name": one_line,
    "subscriber_mobile": normalise,
    "address": one_line,
    "cancelled": _yes,
    "other_consumers": _yes,
    "judicial_hold": _yes,
}

REGISTER: Final = Table(Connection, {name: _filled(read) for name, read in CELLS.items()})


def read_register(source: Path | TextIO) -> list[Connection]:
    """Read all subscriptions, or raise one `TableError` with every problem of the file."""
    content = REGISTER.open(source)
    problems: list[Problem] = []
    connections = REGISTER.read(content, content.rows, problems)
    problems += _doubled_bills(content)
    if problems:
        raise TableError(problems)
    return connections


def _doubled_bills(content: Content) -> Iterator[Problem]:
    """Which of two rows with one bill id holds cannot be known."""
    for row, first in doubled(content, "bill_id", lambda cell: normalise(cell).lstrip("0")):
        message = f"شناسه قبض این سطر در سطر {digits(first)} نیز آمده است."
        yield Problem(row.line, "bill_id", "doubled-bill-id", message, "یکی از دو سطر را بردارید.")
