"""Types of expressions: from signatures and plain assignments, and none where they do not say."""

import ast
import sys
from enum import StrEnum

import pytest
from pydantic import BaseModel

from workbench.sources import Scope, scopes, without_none


class Colour(StrEnum):
    RED = "red"


class Judged(BaseModel):
    colour: Colour


def look() -> tuple[Judged | None, list[str]]:
    return None, []


def judge(given: Colour, twice: int) -> None:
    judged, doubts = look()
    alone = look()
    again = given
    again = Colour.RED
    untold = sum(doubts[0])  # type: ignore[arg-type]
    del judged, alone, again, untold, twice


def type_of(expression: str) -> object:
    (scope,) = (one for one in scopes(sys.modules[__name__]) if one.function.name == "judge")
    return scope.type_of(ast.parse(expression, mode="eval").body)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("given", Colour),
        ("judged", Judged | None),
        ("judged.colour", Colour),
        ("alone", tuple[Judged | None, list[str]]),
        ("look()", tuple[Judged | None, list[str]]),
        ("Colour.RED", Colour.RED),
    ],
)
def test_a_type_is_what_signature_or_assignment_says(expression: str, kind: object) -> None:
    assert type_of(expression) == kind


@pytest.mark.parametrize("expression", ["again", "untold", "nobody", "nobody.colour", "1 + 1", "nobody()"])
def test_what_they_do_not_say_is_not_guessed(expression: str) -> None:
    assert type_of(expression) is None


def test_what_may_be_missing_is_of_its_own_type() -> None:
    assert without_none(int | None) is int
    assert without_none(int | str | None) == int | str
    assert without_none(list[int]) == list[int]


def test_every_function_of_a_module_is_a_scope() -> None:
    found = [scope.function.name for scope in scopes(sys.modules[Scope.__module__])]
    assert {"scopes", "without_none"} <= set(found)
