"""Which variables does a topic surely answer, and with which values? Read from its output and its module.

An output may leave a variable out, depending on another: a report that stands has no new due time. Which go
together is read in the source: each place where the module makes its output names the fields that it gives.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from engine.topics import Topic
from workbench.expressions import Condition
from workbench.sources import Scope, scopes

Values = frozenset[str | bool]


@dataclass(frozen=True)
class Making:
    """One place that makes an output: its fields, and the values that it names for them."""

    given: frozenset[str]
    named: dict[str, Values]

    def may_give(self, field: str, met: Condition) -> bool:
        """Whether this place may meet the condition; one that names no value may answer any."""
        named = self.named.get(field, frozenset())
        return not named or bool(met.values & named)


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
    """The members of a closed type: a Literal, an enumeration or one member of it, bool."""
    if annotation is bool:
        return frozenset({True, False})
    if get_origin(annotation) is Literal:
        return frozenset(one.value if isinstance(one, StrEnum) else one for one in get_args(annotation))
    if isinstance(annotation, StrEnum):
        return frozenset({annotation.value})
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return frozenset(member.value for member in annotation)
    return None


@cache
def makings(topic: Topic) -> tuple[Making, ...]:
    """The places in the topic's module that make its output."""
    if topic.output_type is None:
        return ()
    return tuple(_makings(sys.modules[topic.module], topic.output_type.__name__))


def _makings(module: ModuleType, name: str) -> Iterator[Making]:
    for scope in scopes(module):
        for node in ast.walk(scope.function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield _making(scope, node)


def _making(scope: Scope, call: ast.Call) -> Making:
    named = {one.arg: _named(scope, one.value) for one in call.keywords if one.arg}
    unpacked = [_unpacked(scope, one.value) for one in call.keywords if one.arg is None]
    return Making(frozenset(named).union(*unpacked), named)


def _unpacked(scope: Scope, node: ast.expr) -> frozenset[str]:
    """The fields of a `**output.model_dump()` that the output surely has."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "model_dump":
        kind = scope.type_of(node.func.value)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return frozenset(name for name, field in kind.model_fields.items() if field.is_required())
    return frozenset()


def _named(scope: Scope, node: ast.expr) -> Values:
    """The values that the expression chooses from; none where it gets its value from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return frozenset({node.value})
    if isinstance(node, ast.IfExp):
        chosen = _named(scope, node.body), _named(scope, node.orelse)
        return chosen[0] | chosen[1] if all(chosen) else frozenset()
    return values_of(scope.type_of(node)) or frozenset()


def _fields(topic: Topic) -> dict[str, FieldInfo]:
    return topic.output_type.model_fields if topic.output_type else {}


def _alias(name: str, field: FieldInfo) -> str:
    return field.alias or name
