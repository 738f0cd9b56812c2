"""Which parts of the models did runs on the engine pass, and which never?

Nodes and decision rules stand in the engine's history. Flows do not: a test copy of the models lets each flow
that is taken leave a variable behind (`instrumented`).
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from engine.client import Engine
from workbench.models import Models
from workbench.processes import Element

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
MARK = "flow:"

Part = tuple[str, str]
"""The id of a process or decision, and of an element, flow or rule in it."""


def instrumented(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, each flow of a process leaving a variable `flow:<id>` where it is taken."""
    return {name: _marked(content) if name.endswith(".bpmn") else content for name, content in files.items()}


def _marked(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for flow in root.iter(f"{{{BPMN}}}sequenceFlow"):
        extension = flow.find(f"{{{BPMN}}}extensionElements")
        if extension is None:
            extension = etree.Element(f"{{{BPMN}}}extensionElements")
            flow.insert(0, extension)
        listener = etree.SubElement(extension, f"{{{CAMUNDA}}}executionListener", event="take")
        listener.set("expression", f"${{execution.setVariable('{MARK}{flow.get('id')}', 1)}}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@dataclass
class Seen:
    """What runs passed."""

    nodes: set[Part] = field(default_factory=set)
    flows: set[Part] = field(default_factory=set)
    rules: set[Part] = field(default_factory=set)

    def look(self, engine: Engine, tracking_code: str) -> None:
        """Adds the way of that case, as far as the engine still knows it."""
        self.nodes |= {(one.process_key, one.activity_id) for one in engine.history_activities(tracking_code)}
        for instance in engine.history_instances(tracking_code):
            self.flows |= {(instance.process_key, flow) for flow in _flows(engine, instance.id)}

    def look_at_decisions(self, engine: Engine, known: Container[str] = ()) -> set[str]:
        """Adds the rules that the engine applied, in a case or for a worker; the ids of what was new."""
        rows = engine.call("GET", "/history/decision-instance", query={"includeOutputs": "true"})
        new = [row for row in rows if row["id"] not in known]
        for row in new:
            self.rules |= {(row["decisionDefinitionKey"], output["ruleId"]) for output in row["outputs"]}
        return {row["id"] for row in new}

    def add(self, other: "Seen") -> None:
        """Adds what another run passed."""
        self.nodes |= other.nodes
        self.flows |= other.flows
        self.rules |= other.rules


@dataclass(frozen=True)
class Share:
    """How much of one kind of part was passed, and what was not."""

    kind: str
    passed: int
    missing: tuple[Part, ...]

    @property
    def whole(self) -> int:
        """How many parts of the kind there are."""
        return self.passed + len(self.missing)

    @property
    def percent(self) -> float:
        """The share in percent; of nothing, all."""
        return 100 * self.passed / self.whole if self.whole else 100.0


def coverage(models: Models, seen: Seen) -> tuple[Share, ...]:
    """The shares of nodes, flows, boundary events, end events, decision rules, errors and messages.

    An error is thrown where an end event throws its code; a message has arrived where a flow leaves what
    waits for it, since a deadline leaves by its own event.
    """
    return (
        _share("nodes", _elements(models), seen.nodes),
        _share("flows", _all_flows(models), seen.flows),
        _share("boundary events", _elements(models, "boundaryEvent"), seen.nodes),
        _share("end events", _elements(models, "endEvent"), seen.nodes),
        _share("decision rules", _all_rules(models), seen.rules),
        _share("errors", _throwing(models), seen.nodes),
        _share("messages", _waiting(models), _left(models, seen)),
    )


def _share(kind: str, parts: Iterable[Part], seen: set[Part]) -> Share:
    wanted = set(parts)
    return Share(kind, len(wanted & seen), tuple(sorted(wanted - seen)))


def _throwing(models: Models) -> Iterator[Part]:
    return ((one.process, one.id) for one in models.elements("endEvent") if one.is_a("error"))


def _waiting(models: Models) -> Iterator[Part]:
    return ((one.process, one.id) for one in models.elements() if one.kind != "endEvent" and _message(one))


def _message(element: Element) -> str | None:
    return element.event.code if element.event and element.is_a("message") else element.message


def _left(models: Models, seen: Seen) -> set[Part]:
    """The elements from which a flow was taken."""
    flows = ((process.id, flow) for process in models.processes.values() for flow in process.flows)
    return {(process, flow.source) for process, flow in flows if (process, flow.id) in seen.flows}


def _elements(models: Models, *kinds: str) -> Iterator[Part]:
    return ((one.process, one.id) for one in models.elements(*kinds))


def _all_flows(models: Models) -> Iterator[Part]:
    return ((process.id, flow.id) for process in models.processes.values() for flow in process.flows)


def _all_rules(models: Models) -> Iterator[Part]:
    return ((decision.id, rule.id) for decision in models.decisions.values() for rule in decision.rules)


def _flows(engine: Engine, instance_id: str) -> Iterator[str]:
    query = {"processInstanceId": instance_id, "variableNameLike": f"{MARK}%"}
    rows = engine.call("GET", "/history/variable-instance", query=query)
    return (row["name"].removeprefix(MARK) for row in rows)
