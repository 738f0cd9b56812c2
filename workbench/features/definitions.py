"""Which steps may a feature say? Those that Python defines, as an analyst writes them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from importlib import import_module
from inspect import getsourcelines
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from workbench.features.files import Kind

BLANK = "…"
GROUP = re.compile(r"\(\?P<\w+>((?:[^()]|\([^()]*\))*)\)")
LITERAL = re.compile(r"[\w\s\u200c،«»]+")


@dataclass(frozen=True)
class Definition:
    """A step in Python, as it reads: … where something is to be said, one of `values` if there are any."""

    kind: Kind | None
    pattern: str
    values: tuple[str, ...]
    file: str
    line: int
    fits: Callable[[str], bool]

    @property
    def sentences(self) -> Iterator[str]:
        """The step with each of the values that may stand in it, or with the place left open."""
        yield from (self.pattern.replace(BLANK, value, 1) for value in self.values or (BLANK,))


def load_definitions(root: Path, package: str = "tests.steps") -> tuple[Definition, ...]:
    """The steps of the package under the root, by file and line; `ImportError` without pytest-bdd."""
    registry = import_module("pytest_bdd.steps").step_function_context_registry
    for module in iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
    found = [one for one in registry.values() if one.step_func.__module__.startswith(f"{package}.")]
    return tuple(sorted((_definition(one, root) for one in found), key=lambda one: (one.file, one.line)))


def _definition(context: Any, root: Path) -> Definition:
    function = context.step_func
    file = str(Path(function.__code__.co_filename).relative_to(root))
    pattern, values = readable(context.parser.name, regular=hasattr(context.parser, "regex"))
    line = getsourcelines(function)[1]
    return Definition(context.type, pattern, values, file, line, context.parser.is_matching)


def readable(pattern: str, *, regular: bool) -> tuple[str, tuple[str, ...]]:
    """The pattern as an analyst writes it, and the values of its one place where they are a closed list.

    >>> readable("«{key}» رسید", regular=False)
    ('«…» رسید', ())
    >>> readable("(?P<kind>آمپری|دیماندی)$", regular=True)
    ('…', ('آمپری', 'دیماندی'))
    """
    if not regular:
        return re.sub(r"\{[^}]*\}", BLANK, pattern), ()
    choices = [group.split("|") for group in GROUP.findall(pattern)]
    closed = len(choices) == 1 and all(LITERAL.fullmatch(one) for one in choices[0])
    return GROUP.sub(BLANK, pattern).strip("^$"), tuple(choices[0]) if closed else ()


def nearest(text: str, definitions: Iterable[Definition], said: Iterable[str]) -> list[str]:
    """The three steps most like the text, each as features say it or could say it."""
    known = list(said)
    best = {_best(text, one, [step for step in known if one.fits(step)]) for one in definitions}
    return [sentence for _, sentence in nlargest(3, best)]


def _best(text: str, definition: Definition, said: Iterable[str]) -> tuple[float, str]:
    return max((SequenceMatcher(None, text, one).ratio(), one) for one in (*definition.sentences, *said))
