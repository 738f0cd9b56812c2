"""What does a form of Tasklist ask, show, and refuse?"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FEEL_NAMES = re.compile(r'"(?:[^"\\]|\\.)*"|([A-Za-z][A-Za-z0-9]*)')
SHOWN_WHEN = re.compile(r"=if (.*) then false else true")
COMPARED = re.compile(r'(\w+) = "([^"]*)"')
WRITTEN = ("id", "key", "label", "type")
GROUPED = ("validate", "conditional")
FEEL_WORDS = frozenset(
    {"if", "then", "else", "null", "true", "false", "and", "or", "decimal", "replace", "string"}
)


@dataclass(frozen=True)
class Question:
    """A field of a form; `limits` as form-js names them, `values` from what is sent to what is read.

    `shown_when` is the FEEL condition under which the form shows it; empty where it always does.
    """

    key: str
    label: str
    type: str
    limits: Mapping[str, Any]
    values: Mapping[Any, str]
    decimals: int | None
    shown_when: str

    @property
    def required(self) -> bool:
        """Whether the browser refuses to send the form without it, when it is shown."""
        return bool(self.limits.get("required"))

    def may_show(self, given: Mapping[str, str]) -> bool:
        """Whether the form can show it where these answers are given."""
        compared = COMPARED.findall(self.shown_when)
        wanted = [{value for name, value in compared if name == one} for one in given]
        return all(not values or given[name] in values for name, values in zip(given, wanted, strict=True))

    def can_hide(self, given: Mapping[str, str]) -> bool:
        """Whether other answers than the given ones decide if the form shows it."""
        return bool(_variables(self.shown_when) - given.keys())


@dataclass(frozen=True)
class FormFile:
    """A form: its questions, the variables that it shows, and every Persian text in it."""

    id: str
    questions: tuple[Question, ...]
    shows: frozenset[str]
    texts: tuple[str, ...]


def read_form(content: bytes) -> FormFile:
    """The form of a `.form` file; `ValueError` names a component that is none."""
    form = json.loads(content)
    components = list(_components(form))
    for one in components:
        _see_that_it_is_one(one)
    texts = [text for one in components for text in _texts(one)]
    questions = tuple(_question(one) for one in components if "key" in one)
    shown = {name for text in texts if text.startswith("=") for name in _variables(text)}
    return FormFile(
        id=form["id"],
        questions=questions,
        shows=frozenset(shown - {one.key for one in questions}),
        texts=tuple(text for text in texts if re.search("[\u0600-\u06ff]", text)),
    )


def _see_that_it_is_one(component: Mapping[str, Any]) -> None:
    known = component.get("values", [])
    sound = (
        all(isinstance(component.get(name, ""), str) for name in WRITTEN)
        and all(isinstance(component.get(name, {}), dict) for name in GROUPED)
        and isinstance(known, list)
        and all("label" in one and "value" in one for one in known)
    )
    if not sound:
        raise ValueError(f"{component.get('type')} {component.get('id')}")


def _question(component: Mapping[str, Any]) -> Question:
    return Question(
        key=component["key"],
        label=component.get("label", ""),
        type=component["type"],
        limits=component.get("validate", {}),
        values={one["value"]: one["label"] for one in component.get("values", [])},
        decimals=component.get("decimalDigits"),
        shown_when=_shown_when(component.get("conditional", {}).get("hide")),
    )


def _shown_when(hide: str | None) -> str:
    """The condition of a field that hides by `=if … then false else true`; another is taken as it stands."""
    found = SHOWN_WHEN.fullmatch(hide or "")
    return found[1] if found else (hide or "")


def _components(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for component in part.get("components", []):
        yield component
        yield from _components(component)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a component, patterns excepted: those list the digits of all scripts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in ("components", "pattern"):
                yield from _texts(one)


def _variables(feel: str) -> set[str]:
    return {found[1] for found in FEEL_NAMES.finditer(feel) if found[1]} - FEEL_WORDS
