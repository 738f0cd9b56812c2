"""Is this the table that we expect, and which rows does it have? Knows CSV and Excel, not subscriptions."""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from domain.persian import digits, normalise


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of the file, and how to mend it; never with the value itself."""

    line: int
    field: str | None
    code: str
    message: str
    remedy: str


class RegisterError(Exception):
    """The file was not taken; `problems` holds everything that is wrong with it, in the file's order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"the register of subscriptions has problems: {len(self.problems)}")


@dataclass(frozen=True)
class Row:
    """One row and the line of the file on which it begins."""

    line: int
    cells: list[str]


def decoded(content: bytes) -> str:
    """Decode UTF-8, with the mark that Excel puts before it or without."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterError([_wrong_encoding(content[: error.start].count(b"\n") + 1)]) from error


def read_table(text: str, columns: Collection[str]) -> tuple[list[str], list[Row]]:
    """Give the names in the header and the rows under it; refuses a header of other columns than these."""
    rows = [row for row in _split(list(StringIO(text, newline=""))) if any(map(str.strip, row.cells))]
    if not rows:
        raise RegisterError([_empty()])
    names = [normalise(cell).lower() for cell in rows[0].cells]
    problems = list(_header_problems(rows[0].line, names, columns))
    if problems:
        raise RegisterError(problems)
    return names, rows[1:]


def _split(lines: list[str]) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=_delimiter(lines), strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise RegisterError([_unreadable(line)]) from error


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


def wrong_length(row: Row, expected: int) -> Problem:
    """Say that a row has more or fewer cells than the header."""
    message = f"این سطر {digits(len(row.cells))} خانه دارد و سرستون {digits(expected)} خانه."
    return Problem(
        row.line, None, "wrong-length", message, "خانه‌هایی را که جداکننده در متن دارند در گیومه بگذارید."
    )


def _wrong_encoding(line: int) -> Problem:
    remedy = "فایل را در اکسل با «ذخیره با نام» و نوع «CSV UTF-8» ذخیره کنید."
    return Problem(line, None, "wrong-encoding", "کدگذاری فایل UTF-8 نیست.", remedy)


def _empty() -> Problem:
    return Problem(1, None, "empty-file", "فایل خالی است.", "خروجی سامانه‌ی صورتحساب را دوباره بگیرید.")


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
