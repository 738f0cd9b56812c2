"""What does a decision table say, and which of its rows match given values?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

NAMES = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}

Value = bool | int | float | str | None

_INTERVAL = re.compile(r"([\[\](])\s*(-?[0-9.]+)\s*\.\.\s*(-?[0-9.]+)\s*([\[\])])")
_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(-?[0-9.]+)")


class UnknownTest(ValueError):
    """The cell holds a test that is none of those read here: any, a value, a comparison, an interval."""


@dataclass(frozen=True)
class Column:
    """An input or output: its label, the variable that it reads or writes, its type, the values allowed."""

    label: str
    variable: str
    type: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A row: one test for each input, one literal for each output."""

    id: str
    note: str
    tests: tuple[str, ...]
    conclusions: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """A decision table."""

    id: str
    name: str
    note: str
    hit_policy: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rules: tuple[Rule, ...]

    def matching(self, values: Mapping[str, Value]) -> tuple[Rule, ...]:
        """The rows whose tests all hold for the values of the inputs."""
        row = [values[column.variable] for column in self.inputs]
        return tuple(rule for rule in self.rules if all(map(holds, rule.tests, row)))


def holds(test: str, value: Value) -> bool:
    """Whether the value passes the cell's test; nothing but `-` holds for a value that is missing.

    >>> holds("[-2..2]", 2.0), holds("< -2, > 2", 2.0), holds("-", None)
    (True, False, True)
    """
    if test.strip() in ("-", ""):
        return True
    return value is not None and any(_holds(one.strip(), value) for one in test.split(","))


def _holds(test: str, value: Value) -> bool:
    if interval := _INTERVAL.fullmatch(test):
        return _within(value, *interval.groups())
    if comparison := _COMPARISON.fullmatch(test):
        return _compares(value, *comparison.groups())
    return value == literal(test)


def literal(text: str) -> Value:
    """A value as FEEL writes it: `true`, a number, a text in quotes."""
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r'"[^"]*"', text):
        return text[1:-1]
    try:
        return float(text)
    except ValueError:
        raise UnknownTest(text) from None


def _within(value: Value, opening: str, low: str, high: str, closing: str) -> bool:
    above = _compares(value, ">=" if opening == "[" else ">", low)
    return above and _compares(value, "<=" if closing == "]" else "<", high)


def _compares(value: Value, sign: str, limit: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    bound = float(limit)
    return {"<": value < bound, ">": value > bound, "<=": value <= bound, ">=": value >= bound}[sign]


def read_decisions(content: bytes) -> Iterator[Decision]:
    """The decision tables of a `.dmn` file."""
    for node in etree.fromstring(content).findall("dmn:decision", NAMES):
        table = node.find("dmn:decisionTable", NAMES)
        if table is not None:
            yield _decision(node, table)


def _decision(node: etree._Element, table: etree._Element) -> Decision:
    return Decision(
        id=node.get("id", ""),
        name=node.get("name", ""),
        note=_text(node, "dmn:description"),
        hit_policy=table.get("hitPolicy", "UNIQUE"),
        inputs=tuple(_input(one) for one in table.findall("dmn:input", NAMES)),
        outputs=tuple(_output(one) for one in table.findall("dmn:output", NAMES)),
        rules=tuple(_rule(one) for one in table.findall("dmn:rule", NAMES)),
    )


def _input(node: etree._Element) -> Column:
    expression = node.find("dmn:inputExpression", NAMES)
    kind = "" if expression is None else expression.get("typeRef", "")
    variable = _text(node, "dmn:inputExpression/dmn:text")
    return Column(node.get("label", ""), variable, kind, _listed(node, "dmn:inputValues"))


def _output(node: etree._Element) -> Column:
    values = _listed(node, "dmn:outputValues")
    return Column(node.get("label", ""), node.get("name", ""), node.get("typeRef", ""), values)


def _listed(node: etree._Element, path: str) -> tuple[str, ...]:
    """The values allowed in the column; none where the table lists none."""
    listed = _text(node, f"{path}/dmn:text")
    return tuple(str(literal(one.strip())) for one in listed.split(",")) if listed else ()


def _rule(node: etree._Element) -> Rule:
    tests, conclusions = (
        tuple(_text(one, "dmn:text") for one in node.findall(f"dmn:{kind}", NAMES))
        for kind in ("inputEntry", "outputEntry")
    )
    return Rule(node.get("id", ""), _text(node, "dmn:description"), tests, conclusions)


def _text(node: etree._Element, path: str) -> str:
    return (node.findtext(path, "", NAMES) or "").strip()
