"""What do the features say? Their rules, scenarios and steps, as pytest-bdd's own parser reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gherkin.parser import Parser

Kind = Literal["given", "when", "then"]
Node = Mapping[str, Any]

KINDS: Mapping[str, Kind] = {"Context": "given", "Action": "when", "Outcome": "then"}
CLAUSE_TAG = "@SLA-"
EXAMPLE = " | "
"""Stands between the values of an example in its name."""


@dataclass(frozen=True)
class Step:
    """A step as written; where it begins with و or اما, `kind` is that of the step before.

    `below` is what its table or quoted text says.
    """

    line: int
    keyword: str
    kind: Kind | None
    text: str
    below: str


@dataclass(frozen=True)
class Examples:
    """A table of examples: its columns and rows."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Scenario:
    """A scenario with its own steps; those of the background stand in front of them."""

    name: str
    line: int
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    background: tuple[Step, ...]
    examples: tuple[Examples, ...]

    @property
    def example_names(self) -> tuple[str, ...]:
        """A name for each example: its values; a scenario without any is one of no name."""
        return tuple(EXAMPLE.join(row) for one in self.examples for row in one.rows) or ("",)

    def played(self) -> Iterator[tuple[Step, str]]:
        """Each step with its text as it is played, once for each example."""
        for step in self.steps:
            rows = [dict(zip(one.columns, row, strict=True)) for one in self.examples for row in one.rows]
            for text in {filled(step.text, row) for row in rows or [{}]}:
                yield step, text


@dataclass(frozen=True)
class Rule:
    """A clause of the agreement in a feature, and the scenarios that show it."""

    title: str
    line: int
    tags: tuple[str, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that its tags name."""
        return tuple(tag.removeprefix(CLAUSE_TAG) for tag in self.tags if tag.startswith(CLAUSE_TAG))


@dataclass(frozen=True)
class Feature:
    """A file of features; `loose` are scenarios that stand under no rule."""

    path: Path
    name: str
    line: int
    tags: tuple[str, ...]
    background: tuple[Step, ...]
    rules: tuple[Rule, ...]
    loose: tuple[Scenario, ...]

    @property
    def scenarios(self) -> Iterator[Scenario]:
        """All scenarios, in the order of the file."""
        yield from self.loose
        for rule in self.rules:
            yield from rule.scenarios


def read_features(folder: Path) -> tuple[Feature, ...]:
    """The features of the folder, in the order of their files; a parser's error where one cannot be read."""
    paths = sorted(folder.glob("*.feature"))
    return tuple(feature(path, document(path.read_text("utf-8"))) for path in paths)


def document(text: str) -> Node:
    """The feature in the text as the parser's tree."""
    found: Node | None = Parser().parse(text)["feature"]
    return found or {"children": [], "name": "", "tags": [], "location": {"line": 1}, "description": ""}


def feature(path: Path, node: Node) -> Feature:
    """The feature in the parser's tree."""
    background = _background(node)
    return Feature(
        path=path,
        name=node["name"],
        line=node["location"]["line"],
        tags=_tags(node),
        background=background,
        rules=tuple(_rule(one, background) for one in children(node, "rule")),
        loose=tuple(_scenario(one, background) for one in children(node, "scenario")),
    )


def children(parent: Node, kind: str) -> Iterator[Node]:
    """What of that kind stands right under the feature or rule."""
    return (one[kind] for one in parent["children"] if kind in one)


def filled(text: str, row: Mapping[str, str]) -> str:
    """The text with the row's values in its places."""
    for column, value in row.items():
        text = text.replace(f"<{column}>", value)
    return text


def _rule(node: Node, background: tuple[Step, ...]) -> Rule:
    before = background + _background(node)
    scenarios = tuple(_scenario(one, before) for one in children(node, "scenario"))
    return Rule(node["name"], node["location"]["line"], _tags(node), scenarios)


def _background(node: Node) -> tuple[Step, ...]:
    return tuple(step for one in children(node, "background") for step in _steps(one["steps"], None))


def _scenario(node: Node, background: tuple[Step, ...]) -> Scenario:
    before = background[-1].kind if background else None
    return Scenario(
        name=node["name"],
        line=node["location"]["line"],
        tags=_tags(node),
        steps=tuple(_steps(node["steps"], before)),
        background=background,
        examples=tuple(_examples(one) for one in node["examples"]),
    )


def _steps(nodes: Sequence[Node], before: Kind | None) -> Iterator[Step]:
    kind = before
    for node in nodes:
        kind = KINDS.get(node["keywordType"], kind)
        yield Step(node["location"]["line"], node["keyword"].strip(), kind, node["text"], _below(node))


def _below(node: Node) -> str:
    rows = node.get("dataTable", {}).get("rows", ())
    return "\n".join([node.get("docString", {}).get("content", ""), *(" ".join(_cells(row)) for row in rows)])


def _examples(node: Node) -> Examples:
    header = node.get("tableHeader")
    columns = _cells(header) if header else ()
    return Examples(node["location"]["line"], columns, tuple(_cells(row) for row in node["tableBody"]))


def _cells(row: Node) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in row["cells"])


def _tags(node: Node) -> tuple[str, ...]:
    return tuple(tag["name"] for tag in node["tags"])
