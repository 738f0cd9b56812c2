"""Which modules, classes and functions cite a clause in their docstrings, and what do they say there?"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("workers", "domain", "cases", "records", "gateways", "engine", "channels", "console")
CITED = re.compile(r"SLA-(\d\.\d)")
BRACKETS = re.compile(r"\s*\([^()]*SLA-[^()]*\)")

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Citation:
    """A place in the code that cites clauses; `name` is empty for a whole module."""

    clauses: tuple[str, ...]
    path: str
    line: int
    name: str
    says: str


def citations(root: Path, packages: Iterable[str] = PACKAGES) -> Iterator[Citation]:
    """All of them, package by package, in the order of their files."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            yield from citations_in(path.read_text("utf-8"), str(path.relative_to(root)))


def citations_in(text: str, path: str) -> Iterator[Citation]:
    """Those of one module."""
    for node, name in _documented(ast.parse(text), ""):
        said = ast.get_docstring(node) or ""
        if clauses := tuple(dict.fromkeys(CITED.findall(said))):
            line = 1 if isinstance(node, ast.Module) else node.lineno
            yield Citation(
                clauses, path, line, name, BRACKETS.sub("", said.split("\n\n")[0].replace("\n", " "))
            )


def _documented(node: Documented, name: str) -> Iterator[tuple[Documented, str]]:
    yield node, name
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _documented(child, f"{name}.{child.name}".lstrip("."))
