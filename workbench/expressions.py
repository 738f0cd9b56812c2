"""Which variables does an expression of the engine read, and what does the condition of a flow ask?"""

import re
from dataclasses import dataclass
from typing import Self

_CONDITION = re.compile(r"\$\{(.*)\}")
_COMPARISON = re.compile(r"(\w+) == (?:'([^']*)'|(true|false))")
_EXPRESSION = re.compile(r"[$#]\{(.*?)\}", re.DOTALL)
_NAME = re.compile(r"'[^']*'|(?<![.\w])([A-Za-z]\w*)(?![\w(])")

KNOWN_TO_THE_ENGINE = frozenset({"null", "true", "false", "execution", "task"})


class UnknownCondition(ValueError):
    """The condition is not of the kind read here: `${variable == 'value'}`, or several joined by `||`."""


@dataclass(frozen=True)
class Condition:
    """That a variable has one of these values."""

    variable: str
    values: frozenset[str | bool]

    @classmethod
    def of(cls, variable: str, *values: str | bool) -> Self:
        """The condition that the variable has one of the values."""
        return cls(variable, frozenset(values))


def condition(text: str) -> Condition:
    """The condition of a flow.

    >>> condition("${outcome == 'paid'}")
    Condition(variable='outcome', values=frozenset({'paid'}))
    >>> condition("${n == true || n == 'x'}") == Condition.of("n", True, "x")
    True
    """
    whole = _CONDITION.fullmatch(text)
    found = [_COMPARISON.fullmatch(part.strip()) for part in whole[1].split("||")] if whole else []
    compared = [_compared(one) for one in found if one]
    if not compared or len(compared) != len(found) or len({name for name, _ in compared}) != 1:
        raise UnknownCondition(text)
    return Condition(compared[0][0], frozenset(value for _, value in compared))


def condition_or_none(text: str | None) -> Condition | None:
    """What the flow asks; None where it asks nothing, or nothing that is read here."""
    try:
        return condition(text) if text else None
    except UnknownCondition:
        return None


def _compared(found: re.Match[str]) -> tuple[str, str | bool]:
    variable, word, truth = found.groups()
    return variable, word if truth is None else truth == "true"


def variables(text: str | None) -> frozenset[str]:
    """The process variables in a text with `${…}`.

    >>> sorted(variables("${task.execution.setVariable('completedBy', currentUser())}${stepDue}"))
    ['stepDue']
    """
    names = (name for found in _EXPRESSION.findall(text or "") for name in _NAME.findall(found))
    return frozenset(name for name in names if name) - KNOWN_TO_THE_ENGINE
