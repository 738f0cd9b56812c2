"""What does a file of the agreement say, and what in it is wrong, on which line, and how is that mended?"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.persian import hidden_letters

Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[str | int]

REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or spell it as the other entries do",
}


class Problem(NamedTuple):
    """One thing that is wrong in a file; `where` is the key, its tables before it."""

    file: str
    line: int
    where: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.where}: {self.message}; {self.remedy}"


class AgreementError(Exception):
    """The files are no agreement; `problems` lists all that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def read(path: Path, model: type[Model]) -> Model:
    """Read a file as the model wants it; everything that it refuses is told in one `AgreementError`."""
    if not path.is_file():
        raise AgreementError([Problem(path.name, 1, "file", "is not there", "put it back")])
    text = _decoded(path)
    try:
        data = tomllib.loads(text)
        if hidden := list(_hidden(path, text, data)):
            raise AgreementError(hidden)
        return model.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise AgreementError([_not_toml(path, error)]) from None
    except ValidationError as error:
        raise AgreementError([_problem(path, text, fault) for fault in error.errors()]) from None


def _decoded(path: Path) -> str:
    """The text in UTF-8, with the mark that Windows puts before it or without."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise AgreementError([Problem(path.name, line, "file", "is not UTF-8", "save it as UTF-8")]) from None


def _hidden(path: Path, text: str, data: object, place: Place = ()) -> Iterator[Problem]:
    """Every text with a letter that nobody sees: it would turn around or break what it is shown in."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _hidden(path, text, value, (*place, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _hidden(path, text, value, (*place, number))
    elif isinstance(data, str) and (found := hidden_letters(data)):
        message, remedy = f"has the hidden letters {', '.join(found)}", "take them out"
        yield Problem(path.name, line_of(text, place), _key_of(place), message, remedy)


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> Problem:
    line = re.search(r"line (\d+)", str(error))
    return Problem(
        path.name, int(line[1]) if line else 1, "file", str(error), "correct what is written there"
    )


def _problem(path: Path, text: str, fault: ErrorDetails) -> Problem:
    """Our own messages end with their remedy, behind a semicolon; pydantic's have none."""
    message, _, remedy = fault["msg"].removeprefix("Value error, ").partition("; ")
    remedy = remedy or REMEDIES.get(fault["type"], "correct the value")
    return Problem(path.name, line_of(text, fault["loc"]), _key_of(fault["loc"]), message, remedy)


def _key_of(place: Place) -> str:
    return ".".join(map(str, place))


def line_of(text: str, place: Place) -> int:
    """Find the line of a key, or of the nearest table or key around it.

    >>> line_of('[[fee]]\\nrial = 1\\n[[fee]]\\nrial = 2', ("fee", 1, "rial"))
    4
    """
    lines = text.splitlines()
    found = _table(lines, place)
    for key in (part for part in place[1:] if isinstance(part, str)):
        found = _key(lines, key, found)
    return found + 1


def _table(lines: Sequence[str], place: Place) -> int:
    name, which = (place[0] if place else ""), (place[1] if len(place) > 1 else 0)
    header = re.compile(rf"\[{{1,2}}{re.escape(str(name))}\]")
    matches = [number for number, line in enumerate(lines) if header.match(line)]
    wanted = which if isinstance(which, int) else 0
    return matches[wanted] if wanted < len(matches) else 0


def _key(lines: Sequence[str], key: str, table: int) -> int:
    wanted = re.compile(rf"[^#\"]*\b{re.escape(key)}\b[\w.]*\s*=")
    for number, line in enumerate(lines[table + 1 :], table + 1):
        if line.startswith("["):
            break
        if wanted.match(line):
            return number
    return table
