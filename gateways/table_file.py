"""Which records does a table file hold? All of them are read, or everything wrong is told at once.

The file is UTF-8 CSV with exactly a table's columns in any order, separated by commas or semicolons, as Excel
saves it or not. Whoever defines a `Table` says which record a row is and how each of its cells is read.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Final, Generic, TextIO, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.persian import digits, normalise
from domain.refusals import BadInput

Record = TypeVar("Record", bound=BaseModel)
ReadCell = Callable[[str], object]

LONGEST_NUMBER: Final = 15
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet reckon with a cell instead of showing it."""

# What pydantic calls an error, in words for whoever mends the file; the names in braces are its own.
LIMITS: Final = MappingProxyType(
    {
        "greater_than": "عدد باید بزرگ‌تر از {gt} باشد.",
        "greater_than_equal": "عدد نباید کوچک‌تر از {ge} باشد.",
        "less_than_equal": "عدد نباید بزرگ‌تر از {le} باشد.",
        "string_too_long": "متن نباید بلندتر از {max_length} نویسه باشد.",
    }
)


class NotWholeNumber(BadInput):
    """A number of more than digits, such as Excel's 1.23E+12."""

    code = "not-a-whole-number"
    title = "عدد درست نیست."
    remedy = "عدد صحیح را تنها با رقم و بدون جداکننده بنویسید."


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of the file, and how to mend it; never with the value itself."""

    line: int
    field: str | None
    code: str
    message: str
    remedy: str


class TableError(Exception):
    """The file was not taken; `problems` holds everything that is wrong with it, in the file's order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__(f"the table file has problems: {len(self.problems)}")


@dataclass(frozen=True)
class Row:
    """One row and the line of the file on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Content:
    """The names in the header and the rows under it, not yet judged."""

    names: list[str]
    rows: list[Row]

    def cells(self, row: Row) -> dict[str, str]:
        """The row's cells by column; nothing where it is longer or shorter than the header."""
        return dict(zip(self.names, row.cells, strict=True)) if len(row.cells) == len(self.names) else {}


@dataclass(frozen=True)
class Table(Generic[Record]):
    """A row is a `record`; each of the `columns` reads its cell, or refuses it with `BadInput`."""

    record: type[Record]
    columns: Mapping[str, ReadCell]

    def open(self, source: Path | TextIO) -> Content:
        """Give what stands in the file; `TableError` where it is no table of these columns."""
        return _content(_text(source), self.columns)

    def read(self, content: Content, rows: Iterable[Row], problems: list[Problem]) -> list[Record]:
        """Read these rows of the file; what is wrong with one of them joins the problems."""
        return [record for row in rows if (record := self._record(content, row, problems))]

    def _record(self, content: Content, row: Row, problems: list[Problem]) -> Record | None:
        cells = content.cells(row)
        if not cells:
            problems.append(_wrong_length(row, len(content.names)))
            return None
        values, refused = self._values(cells)
        record, limits = self._validated(values)
        found = [refusal_of(row, name, refusal) for name, refusal in refused.items()]
        found += [_limit(row, name, detail) for name, detail in limits if name not in refused]
        problems += found
        return None if found else record

    def _values(self, cells: Mapping[str, str]) -> tuple[dict[str, object], dict[str, BadInput]]:
        """Read each cell by its column; what is refused has no value, the others are judged all the same."""
        values: dict[str, object] = {}
        refused: dict[str, BadInput] = {}
        for name, cell in cells.items():
            try:
                values[name] = self.columns[name](_as_meant(cell))
            except BadInput as refusal:
                refused[name] = refusal
        return values, refused

    def _validated(
        self, values: Mapping[str, object]
    ) -> tuple[Record | None, list[tuple[str, ErrorDetails]]]:
        try:
            return self.record.model_validate(values), []
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            return None, [(str(detail["loc"][0]), detail) for detail in details]


def defused(text: str) -> str:
    """A cell to be written that no spreadsheet takes for a formula; reading it gives the text again."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def whole_number(text: str) -> int:
    """Read a whole number of any digits, its minus sign before it."""
    number = normalise(text).replace("−", "-")
    bare = number.removeprefix("-")
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= LONGEST_NUMBER):
        raise NotWholeNumber
    return int(number)


def refusal_of(row: Row, name: str, refusal: BadInput) -> Problem:
    """Say why a cell was refused."""
    return Problem(row.line, name, refusal.code, refusal.detail, refusal.remedy)


def doubled(content: Content, name: str, read: Callable[[str], str]) -> Iterator[tuple[Row, int]]:
    """Find the rows whose cell, as `read`, stood in an earlier row already, with the line of that one."""
    first: dict[str, int] = {}
    for row in content.rows:
        value = read(content.cells(row).get(name, ""))
        if value and first.setdefault(value, row.line) != row.line:
            yield row, first[value]


def _limit(row: Row, name: str, detail: ErrorDetails) -> Problem:
    """Say what the record refused: an identifier brings its own words, a limit of pydantic gets ours."""
    context = detail.get("ctx", {})
    if "title" in context:
        return Problem(row.line, name, detail["type"], context["title"], context["remedy"])
    message = digits(LIMITS.get(detail["type"], "این مقدار پذیرفته نیست.").format(**context))
    return Problem(
        row.line, name, detail["type"].replace("_", "-"), message, "مقدار را با سامانه‌ی مبدأ بسنجید."
    )


def _text(source: Path | TextIO) -> str:
    return _decoded(source.read_bytes()) if isinstance(source, Path) else source.read()


def _decoded(content: bytes) -> str:
    """Decode UTF-8, with the mark that Excel puts before it or without."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError([_wrong_encoding(content[: error.start].count(b"\n") + 1)]) from error


def _content(text: str, columns: Collection[str]) -> Content:
    rows = [row for row in _split(list(StringIO(text, newline=""))) if any(map(str.strip, row.cells))]
    if not rows:
        raise TableError([_empty()])
    names = [normalise(cell).lower() for cell in rows[0].cells]
    problems = list(_header_problems(rows[0].line, names, columns))
    if problems:
        raise TableError(problems)
    return Content(names, rows[1:])


def _split(lines: list[str]) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=_delimiter(lines), strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError([_unreadable(line)]) from error


def _delimiter(lines: list[str]) -> str:
    """Excel writes semicolons where the system's decimal sign is a comma."""
    header = lines[0] if lines else ""
    return ";" if header.count(";") > header.count(",") else ","


def _header_problems(line: int, names: list[str], columns: Collection[str]) -> Iterator[Problem]:
    yield from (
        _unknown_column(line, place, name) for place, name in enumerate(names, 1) if name not in columns
    )
    yield from (_doubled_column(line, name) for name in columns if names.count(name) > 1)
    yield from (_missing_column(line, name) for name in columns if name not in names)


def _wrong_length(row: Row, expected: int) -> Problem:
    """Say that a row has more or fewer cells than the header."""
    message = f"این سطر {digits(len(row.cells))} خانه دارد و سرستون {digits(expected)} خانه."
    return Problem(
        row.line, None, "wrong-length", message, "خانه‌هایی را که جداکننده در متن دارند در گیومه بگذارید."
    )


def _wrong_encoding(line: int) -> Problem:
    remedy = "فایل را در اکسل با «ذخیره با نام» و نوع «CSV UTF-8» ذخیره کنید."
    return Problem(line, None, "wrong-encoding", "کدگذاری فایل UTF-8 نیست.", remedy)


def _empty() -> Problem:
    return Problem(1, None, "empty-file", "فایل خالی است.", "فایل را دوباره از سامانه‌ی مبدأ بگیرید.")


def _unreadable(line: int) -> Problem:
    return Problem(line, None, "unreadable-row", "این سطر خواندنی نیست.", "گیومه‌های این سطر را درست کنید.")


def _unknown_column(line: int, place: int, name: str) -> Problem:
    message = f"ستون {digits(place)}، «{name[:30]}»، شناخته نیست."
    return Problem(line, name[:30], "unknown-column", message, "نام ستون را درست کنید یا ستون را بردارید.")


def _doubled_column(line: int, name: str) -> Problem:
    message = f"ستون «{name}» بیش از یک بار آمده است."
    return Problem(line, name, "doubled-column", message, "یکی از آن‌ها را نگه دارید.")


def _missing_column(line: int, name: str) -> Problem:
    return Problem(line, name, "missing-column", f"ستون «{name}» نیست.", "این ستون را به فایل بیفزایید.")
