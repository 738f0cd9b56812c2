"""Which variables does an expression of the engine read, and what does the condition of a flow ask?"""

import re
from dataclasses import dataclass

_CONDITION = re.compile(r"\$\{(\w+) == (?:'([^']*)'|(true|false))\}")
_EXPRESSION = re.compile(r"[$#]\{(.*?)\}", re.DOTALL)
_NAME = re.compile(r"'[^']*'|(?<![.\w])([A-Za-z]\w*)(?![\w(])")

KNOWN_TO_THE_ENGINE = frozenset({"null", "true", "false", "execution", "task"})


class UnknownCondition(ValueError):
    """The condition is not of the one kind that is read here: `${variable == 'value'}`, or true, or false."""


@dataclass(frozen=True)
class Condition:
    """That a variable has this very value."""

    variable: str
    value: str | bool


def condition(text: str) -> Condition:
    """The condition of a flow.

    >>> condition("${outcome == 'paid'}")
    Condition(variable='outcome', value='paid')
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UnknownCondition(text)
    variable, word, truth = found.groups()
    return Condition(variable, word if truth is None else truth == "true")


def variables(text: str | None) -> frozenset[str]:
    """The process variables in a text with `${…}`.

    >>> sorted(variables("${task.execution.setVariable('completedBy', currentUser())}${stepDue}"))
    ['stepDue']
    """
    names = (name for found in _EXPRESSION.findall(text or "") for name in _NAME.findall(found))
    return frozenset(name for name in names if name) - KNOWN_TO_THE_ENGINE
