"""Which lines of a feature would be read as something else than they were meant, or cannot be read?"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gherkin.dialect import Dialect

from workbench.features.faults import Fault, Say, saying
from workbench.features.files import Node, children

HEADER = "# language: fa"
ZWNJ = "\u200c"
ARABIC = re.compile("[\u064a\u0643\u0649\u0660-\u0669]")
HIDDEN = re.compile("[\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
PERSIAN = str.maketrans("\u064a\u0643\u0649：", "یکی:")
STEP_WORDS = "«با فرض»، «وقتی»، «آنگاه»، «و»، «اما»"


def _fa() -> Dialect:
    dialect = Dialect.for_name("fa")
    if dialect is None:
        raise LookupError("the parser knows no Persian")
    return dialect


FA = _fa()
HEADS = tuple(
    f"{word}:"
    for words in (
        FA.feature_keywords,
        FA.rule_keywords,
        FA.background_keywords,
        FA.scenario_keywords,
        FA.scenario_outline_keywords,
        FA.examples_keywords,
    )
    for word in words
)
STEPS = tuple(
    word
    for words in (FA.given_keywords, FA.when_keywords, FA.then_keywords, FA.and_keywords, FA.but_keywords)
    for word in words
    if word != "* "
)


def of_lines(path: Path, text: str) -> Iterator[Fault]:
    """Misspelt keywords, foreign letters, hidden marks, and a file that does not say its language."""
    say = saying(path)
    lines = text.splitlines()
    if not lines or lines[0].lstrip("\ufeff").strip() != HEADER:
        yield say(1, "زبان فایل گفته نشده است.", f"سطر نخست را «{HEADER}» کنید.")
    for number, line in enumerate(lines, 1):
        yield from _of_line(say, number, line)


def _of_line(say: Say, number: int, line: str) -> Iterator[Fault]:
    if meant := _meant(line.strip()):
        yield say(number, "کلیدواژه درست نوشته نشده است و خوانده نمی‌شود.", f"بنویسید «{meant}».")
    if ARABIC.search(line):
        yield say(number, "حرف یا رقم عربی دارد.", "«ی» و «ک» و رقم‌های فارسی بنویسید.")
    if HIDDEN.search(line):
        yield say(number, "نشانه‌ای نادیدنی یا فاصله‌ی نشکن دارد.", "سطر را پاک کنید و از نو بنویسید.")


def _meant(line: str) -> str | None:
    """The keyword that the line was meant to begin with, where it is written with other letters or spaces."""
    plain = HIDDEN.sub(" ", line).translate(PERSIAN).lstrip()
    for spelt in (plain, plain.replace(ZWNJ, " "), plain.replace(ZWNJ, "")):
        keyword = _keyword(re.sub(" +(?=:)", "", spelt))
        if keyword and not line.startswith(keyword):
            return keyword.strip()
    return None


def _keyword(line: str) -> str | None:
    return next(
        (word for word in (*HEADS, *sorted(STEPS, key=len, reverse=True)) if line.startswith(word)), None
    )


def of_parser(path: Path, text: str, error: Exception, told: set[int]) -> Iterator[Fault]:
    """What the parser refuses in lines of which nothing was said yet.

    That the file ends too early follows from what was said before, and is told only where nothing was.
    """
    lines = [*text.splitlines(), "پایان فایل"]
    for line in _refused(error):
        is_end = line >= len(lines)
        if line not in told and not (told and is_end):
            shown = lines[-1] if is_end else lines[line - 1].strip()
            remedy = f"سطرها با {STEP_WORDS} یا با «{HEADS[0]}» و مانند آن آغاز می‌شوند."
            yield saying(path)(line, f"«{shown}» در اینجا خوانده نمی‌شود.", remedy)


def _refused(error: Exception) -> Iterator[int]:
    """The lines that the parser's error, or each error in it, names."""
    for one in getattr(error, "errors", [error]):
        yield int(getattr(one, "location", {}).get("line", 1))


def of_descriptions(path: Path, text: str, node: Node, told: set[int]) -> Iterator[Fault]:
    """Lines that are read as a description where a step or a keyword was meant."""
    lines = text.splitlines()
    for parent in _parents(node):
        strict = "steps" in parent
        for line in _lines_of_description(parent, lines):
            written = lines[line - 1].strip()
            if line not in told and (strict or written.endswith(":") or written.startswith(STEPS)):
                yield saying(path)(line, f"«{written}» شرح شمرده و اجرا نمی‌شود.", _remedy(written))


def _remedy(written: str) -> str:
    heads = "«زمینه:»، «قانون:»، «مثال:»، «الگوی سناریو:» یا «نمونه ها:»"
    return f"با {heads} بنویسید." if written.endswith(":") else f"گام را با {STEP_WORDS} آغاز کنید."


def _parents(node: Node) -> Iterator[Node]:
    """Whatever may have a description: the feature and all in it."""
    yield node
    for kind in ("rule", "background", "scenario"):
        for child in children(node, kind):
            yield from _parents(child) if kind == "rule" else (child, *child.get("examples", ()))


def _lines_of_description(parent: Node, lines: Sequence[str]) -> Iterator[int]:
    described = [line.strip() for line in (parent.get("description") or "").splitlines() if line.strip()]
    start = parent["location"]["line"]
    for number in range(start + 1, len(lines) + 1):
        if described and lines[number - 1].strip() == described[0]:
            del described[0]
            yield number
