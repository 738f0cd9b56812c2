"""Which subscriptions does the billing system know? Reads its export, one a line, all or nothing.

The file is UTF-8 CSV with exactly the columns of `COLUMNS` in any order, separated by commas or semicolons.
Dates are Jalali, numbers in any digits, amounts whole Rials, readings whole kWh; yes and no are written `yes`
and `no`, other words as the domain's codes. `samples/subscriptions.csv` shows one.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.connection import Area, Connection, ConnectionKind, ConnectionTerm, Usage
from domain.persian import digits, normalise, parse_date, tidy
from domain.refusals import BadInput
from domain.requests import PersonKind
from gateways.billing_table import Problem, RegisterError, Row, decoded, read_table, wrong_length

__all__ = ["COLUMNS", "Problem", "RegisterError", "read_register"]

LONGEST_NUMBER: Final = 15


class EmptyCell(BadInput):
    """A cell without a value; no column is optional."""

    code = "empty-cell"
    title = "این خانه خالی است."
    remedy = "مقدار آن را از سامانه‌ی صورتحساب وارد کنید."


class NotWholeNumber(BadInput):
    """A number of more than digits, such as Excel's 1.23E+12."""

    code = "not-a-whole-number"
    title = "عدد درست نیست."
    remedy = "عدد صحیح را تنها با رقم و بدون جداکننده بنویسید."


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


def _whole(text: str) -> int:
    number = normalise(text).replace("−", "-")
    bare = number.removeprefix("-")
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= LONGEST_NUMBER):
        raise NotWholeNumber
    return int(number)


def _yes(text: str) -> bool:
    answer = normalise(text).lower()
    if answer not in ("yes", "no"):
        raise NotYesOrNo
    return answer == "yes"


def _phases(text: str) -> int:
    phases = _whole(text)
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


COLUMNS: Final[Mapping[str, Callable[[str], object]]] = MappingProxyType(
    {
        "bill_id": normalise,
        "subscription_number": normalise,
        "kind": _one_of(ConnectionKind),
        "term": _one_of(ConnectionTerm),
        "usage": _one_of(Usage),
        "area": _one_of(Area),
        "amperes": _whole,
        "phases": _phases,
        "meter_serial": normalise,
        "meter_digits": _whole,
        "meter_multiplier": _whole,
        "last_reading": _whole,
        "last_read_on": parse_date,
        "average_monthly_kwh": _whole,
        "prior_debt": _whole,
        "subscriber_kind": _one_of(PersonKind),
        "subscriber_national_id": normalise,
        "subscriber_name": tidy,
        "subscriber_mobile": normalise,
        "address": tidy,
        "cancelled": _yes,
        "other_consumers": _yes,
        "judicial_hold": _yes,
    }
)

# What pydantic calls an error, in words for whoever mends the file; the names in braces are its own.
LIMITS: Final = MappingProxyType(
    {
        "greater_than": "عدد باید بزرگ‌تر از {gt} باشد.",
        "greater_than_equal": "عدد نباید کوچک‌تر از {ge} باشد.",
        "less_than_equal": "عدد نباید بزرگ‌تر از {le} باشد.",
        "string_too_long": "متن نباید بلندتر از {max_length} نویسه باشد.",
    }
)


def read_register(source: Path | TextIO) -> list[Connection]:
    """Read all subscriptions, or raise one `RegisterError` with every problem of the file."""
    names, rows = read_table(_text(source), COLUMNS)
    problems: list[Problem] = []
    connections = [connection for row in rows if (connection := _connection(names, row, problems))]
    problems += _doubled_bills(names, rows)
    if problems:
        raise RegisterError(sorted(problems, key=lambda problem: problem.line))
    return connections


def _text(source: Path | TextIO) -> str:
    return decoded(source.read_bytes()) if isinstance(source, Path) else source.read()


def _connection(names: list[str], row: Row, problems: list[Problem]) -> Connection | None:
    if len(row.cells) != len(names):
        problems.append(wrong_length(row, len(names)))
        return None
    values, refused = _values(dict(zip(names, row.cells, strict=True)))
    connection, limits = _validated(values)
    found = [_refusal(row, name, refusal) for name, refusal in refused.items()]
    found += [_limit(row, name, detail) for name, detail in limits if name not in refused]
    problems += found
    return None if found else connection


def _values(cells: Mapping[str, str]) -> tuple[dict[str, object], dict[str, BadInput]]:
    """Read each cell by its column; what is refused has no value, and the others are judged all the same."""
    values: dict[str, object] = {}
    refused: dict[str, BadInput] = {}
    for name, cell in cells.items():
        try:
            values[name] = _value(name, cell)
        except BadInput as refusal:
            refused[name] = refusal
    return values, refused


def _value(name: str, cell: str) -> object:
    if not tidy(cell):
        raise EmptyCell
    return COLUMNS[name](cell)


def _validated(values: Mapping[str, object]) -> tuple[Connection | None, list[tuple[str, ErrorDetails]]]:
    try:
        return Connection.model_validate(values), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, [(str(detail["loc"][0]), detail) for detail in details]


def _refusal(row: Row, name: str, refusal: BadInput) -> Problem:
    return Problem(row.line, name, refusal.code, refusal.detail, refusal.remedy)


def _limit(row: Row, name: str, detail: ErrorDetails) -> Problem:
    """Say what the domain refused: an identifier brings its own words, a limit of pydantic gets ours."""
    context = detail.get("ctx", {})
    if "title" in context:
        return Problem(row.line, name, detail["type"], context["title"], context["remedy"])
    message = digits(LIMITS.get(detail["type"], "این مقدار پذیرفته نیست.").format(**context))
    return Problem(
        row.line, name, detail["type"].replace("_", "-"), message, "مقدار را با سامانه‌ی صورتحساب بسنجید."
    )


def _doubled_bills(names: list[str], rows: list[Row]) -> Iterator[Problem]:
    """Find bill ids that stand twice: which of the two rows holds cannot be known."""
    place, first = names.index("bill_id"), dict[str, int]()
    for row in rows:
        bill = normalise(row.cells[place]).lstrip("0") if len(row.cells) == len(names) else ""
        if bill and first.setdefault(bill, row.line) != row.line:
            message = f"شناسه قبض این سطر در سطر {digits(first[bill])} نیز آمده است."
            yield Problem(row.line, "bill_id", "doubled-bill-id", message, "یکی از دو سطر را بردارید.")
