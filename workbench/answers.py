"""Which variables does a topic surely answer, and with which values? Read from its output and its module.

An output may leave a variable out, depending on another: a report that stands has no new due time. Which go
together is read in the source: each place where the module makes its output names the fields that it gives.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import FunctionType, ModuleType, NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from engine.topics import Topic
from workbench.expressions import Condition

Values = frozenset[str | bool]


@dataclass(frozen=True)
class Making:
    """One place that makes an output: its fields, and the values that it names for them."""

    given: frozenset[str]
    named: dict[str, Values]

    def may_give(self, field: str, met: Condition) -> bool:
        """Whether this place may meet the condition; one that names no value may answer any."""
        named = self.named.get(field, frozenset())
        return not named or met.value in named


def surely(topic: Topic) -> frozenset[str]:
    """The variables that every answer of the topic has."""
    return frozenset(_alias(name, field) for name, field in _fields(topic).items() if field.is_required())


def surely_when(topic: Topic, *met: Condition) -> frozenset[str]:
    """The variables that every answer has which meets all the conditions."""
    return surely(topic).union(*(_given_when(topic, one) for one in met))


def _given_when(topic: Topic, met: Condition) -> frozenset[str]:
    fields = _fields(topic)
    name = next((name for name, field in fields.items() if _alias(name, field) == met.variable), "")
    places = [place.given for place in makings(topic) if place.may_give(name, met)]
    given: frozenset[str] = frozenset.intersection(*places) if places else frozenset()
    return frozenset(_alias(one, fields[one]) for one in given)


def variables(topic: Topic) -> frozenset[str]:
    """All variables that the topic may answer."""
    return frozenset(_alias(name, field) for name, field in _fields(topic).items())


def values(topic: Topic, variable: str) -> Values | None:
    """The values that the variable can have; None where its type says only that it is a text or a number."""
    field = next(field for name, field in _fields(topic).items() if _alias(name, field) == variable)
    return values_of(field.annotation)


def values_of(annotation: Any) -> Values | None:
    """The members of a closed type: a Literal, an enumeration, bool."""
    if annotation is bool:
        return frozenset({True, False})
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return frozenset(member.value for member in annotation)
    return None


def without_none(annotation: Any) -> Any:
    """The type itself of a field that may be missing."""
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    return kinds[0] if NoneType in get_args(annotation) else annotation


@cache
def makings(topic: Topic) -> tuple[Making, ...]:
    """The places in the topic's module that make its output."""
    if topic.output_type is None:
        return ()
    return tuple(_makings(sys.modules[topic.module], topic.output_type.__name__))


def _makings(module: ModuleType, name: str) -> Iterator[Making]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            fields = {one.arg: _named(module, one.value) for one in node.keywords if one.arg}
            yield Making(frozenset(fields), fields)


def _named(module: ModuleType, node: ast.expr) -> Values:
    """The values that the expression chooses from; none where it gets its value from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return frozenset({node.value})
    if isinstance(node, ast.IfExp):
        chosen = _named(module, node.body), _named(module, node.orelse)
        return chosen[0] | chosen[1] if all(chosen) else frozenset()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _returned(getattr(module, node.func.id, None))
    return frozenset()


def _returned(function: object) -> Values:
    """The values that a function says that it returns."""
    hints = get_type_hints(function) if isinstance(function, FunctionType) else {}
    return values_of(hints.get("return")) or frozenset()


def _fields(topic: Topic) -> dict[str, FieldInfo]:
    return topic.output_type.model_fields if topic.output_type else {}


def _alias(name: str, field: FieldInfo) -> str:
    return field.alias or name
