"""Of which type is an expression in a module's source? As far as signatures and plain assignments say."""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from types import FunctionType, ModuleType, NoneType
from typing import Any, get_args, get_type_hints


@dataclass(frozen=True)
class Scope:
    """A function of a module, in which names have types: its parameters, and what it assigns once."""

    module: ModuleType
    function: ast.FunctionDef

    def type_of(self, node: ast.expr) -> Any:
        """The type of the expression, itself where it names a member of an enumeration; None if not known."""
        if isinstance(node, ast.Name):
            return self._type_of_name(node.id)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return _hints(getattr(self.module, node.func.id, None)).get("return")
        if isinstance(node, ast.Attribute):
            return self._type_of_attribute(node)
        return None

    def _type_of_name(self, name: str) -> Any:
        own = _hints(getattr(self.module, self.function.name, None))
        return own[name] if name in own else self._assigned(name)

    def _assigned(self, name: str) -> Any:
        """What the function assigns to the name; None where it does so more than once."""
        found = [
            kind
            for node in ast.walk(self.function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            for kind in self._given(target, name, node.value)
        ]
        return found[0] if len(found) == 1 else None

    def _given(self, target: ast.expr, name: str, value: ast.expr) -> Iterator[Any]:
        if isinstance(target, ast.Name) and target.id == name:
            yield self.type_of(value)
        if isinstance(target, ast.Tuple) and name in _names(target):
            kinds = get_args(self.type_of(value))
            yield kinds[_names(target).index(name)] if kinds else None

    def _type_of_attribute(self, node: ast.Attribute) -> Any:
        if isinstance(node.value, ast.Name):
            owner = getattr(self.module, node.value.id, None)
            if isinstance(owner, type) and issubclass(owner, Enum):
                return getattr(owner, node.attr)
        return _hints(without_none(self.type_of(node.value))).get(node.attr)


def scopes(module: ModuleType) -> Iterator[Scope]:
    """The functions of the module."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            yield Scope(module, node)


def without_none(annotation: Any) -> Any:
    """The type itself of something that may be missing."""
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    return reduce(or_, kinds) if NoneType in get_args(annotation) else annotation


def _hints(owner: Callable[..., Any] | type | None) -> dict[str, Any]:
    return get_type_hints(owner) if isinstance(owner, FunctionType | type) else {}


def _names(target: ast.Tuple) -> list[str]:
    return [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
