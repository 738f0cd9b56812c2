"""Which notices do acts and workers file by themselves, and with which values? Read from their source."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import Any

import cases
from cases.notices import VALUES
from engine.topics import Topic
from workbench.sources import Scope, scopes

Filed = tuple[str, frozenset[str]]
"""The key of a notice, and the names of its values."""

FILING = "file_notice"


class NotWrittenOut(ValueError):
    """The source hides a key or the values of a notice, so that nobody can tell whether its words fit."""

    def __init__(self, module: ModuleType, node: ast.expr) -> None:
        super().__init__(f"{module.__name__}, line {node.lineno}: write out {ast.unparse(node)}")


def filed(topics: Iterable[Topic]) -> Iterator[Filed]:
    """What acts and these workers file, each place for itself; what a model names is not theirs."""
    workers = {topic.module for topic in topics}
    acts = {found.name for found in walk_packages(cases.__path__, f"{cases.__name__}.")}
    for name in sorted(workers | acts):
        yield from _filed_in_module(name)


@cache
def _filed_in_module(name: str) -> tuple[Filed, ...]:
    module = sys.modules.get(name) or import_module(name)
    if f"{FILING}(" not in inspect.getsource(module):
        return ()
    return tuple(one for scope in scopes(module) for one in filed_in(scope))


@cache
def sent_by_models() -> Mapping[str, frozenset[str]]:
    """The notices that a model may have sent, with the names of the values that each is given."""
    return {key: returned_by(function) for key, function in VALUES.items()}


def filed_in(scope: Scope) -> Iterator[Filed]:
    """What the function files."""
    for node in ast.walk(scope.function):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == FILING:
            key, values = node.args[2:4]
            if ast.unparse(key) != "task.template":
                yield from _filed(scope, key, values)


def _filed(scope: Scope, key: ast.expr, values: ast.expr) -> Iterator[Filed]:
    """Each key that the call may file, be it written out or chosen from a table of the module."""
    if isinstance(key, ast.Name):
        for one, function in _table(scope, _assigned(scope, key)).values():
            yield one, returned_by(function)
    elif isinstance(key, ast.Subscript):
        for one in _table(scope, key).values():
            yield one, _names(scope, values)
    else:
        for one in _literals(scope, key):
            yield one, _names(scope, values)


def _table(scope: Scope, node: ast.expr) -> Mapping[str, Any]:
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        raise NotWrittenOut(scope.module, node)
    found: Mapping[str, Any] = getattr(scope.module, node.value.id)
    return found


def _literals(scope: Scope, key: ast.expr) -> list[str]:
    """The keys that an expression chooses from."""
    if isinstance(key, ast.IfExp):
        return _literals(scope, key.body) + _literals(scope, key.orelse)
    if not isinstance(key, ast.Constant):
        raise NotWrittenOut(scope.module, key)
    return [str(key.value)]


def _names(scope: Scope, values: ast.expr) -> frozenset[str]:
    """The keys of a dictionary that is written out, by way of a local name or of what returns it."""
    if isinstance(values, ast.Dict):
        written = frozenset(str(key.value) for key in values.keys if isinstance(key, ast.Constant))
        unpacked = (value for key, value in zip(values.keys, values.values, strict=True) if key is None)
        return written.union(*(_names(scope, value) for value in unpacked))
    if isinstance(values, ast.Name):
        return _names(scope, _assigned(scope, values))
    if isinstance(values, ast.Call):
        return returned_by(getattr(scope.module, ast.unparse(values.func)))
    raise NotWrittenOut(scope.module, values)


def _assigned(scope: Scope, name: ast.Name) -> ast.expr:
    """What the function gives to the name, which it does once."""
    found = [
        node.value
        for node in ast.walk(scope.function)
        if isinstance(node, ast.Assign) and name.id in _targets(node)
    ]
    if len(found) != 1:
        raise NotWrittenOut(scope.module, name)
    return found[0]


def _targets(node: ast.Assign) -> set[str]:
    """The names that the assignment gives a value, alone or together."""
    names = (one for target in node.targets for one in ast.walk(target))
    return {one.id for one in names if isinstance(one, ast.Name)}


@cache
def returned_by(function: Callable[..., object]) -> frozenset[str]:
    """The keys that every dictionary has which the function returns."""
    if not isinstance(function, FunctionType):
        raise TypeError(f"{function} is written elsewhere")
    scope = _scope_of(function)
    found = [one.value for one in ast.walk(scope.function) if isinstance(one, ast.Return) and one.value]
    return frozenset.intersection(*(_names(scope, value) for value in found))


def _scope_of(function: FunctionType) -> Scope:
    """Where the function is written, be it within another one."""
    module, line = sys.modules[function.__module__], function.__code__.co_firstlineno
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.FunctionDef) and node.lineno == line:
            return Scope(module, node)
    raise LookupError(f"{function.__qualname__} is not found in {module.__name__}")
