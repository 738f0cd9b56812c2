"""Which executive steps do the models have, in which order, whose are they? (SLA-3.0, SLA-4.3)

Read from the models themselves, so that what is published cannot drift from what is carried out.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA: Final = "{http://camunda.org/schema/1.0/bpmn}"
MAIN: Final = "permanent-service-removal"
STEPS: Final = ("callActivity", "serviceTask")
PARTS: Final = ("userTask", "receiveTask")

Element = etree._Element


@dataclass(frozen=True)
class Part:
    """Something within a step that somebody does or is waited for; its id is that of the agreement's step."""

    id: str
    name: str


@dataclass(frozen=True)
class Phase:
    """An executive step: its name, what the model says of it, the pool that owns it, and its clauses."""

    name: str
    says: str
    owner: str
    clauses: tuple[str, ...]
    parts: tuple[Part, ...]


def phases(models: Path) -> tuple[Phase, ...]:
    """The steps of the main model in the order of its flow, each with the parts of what it calls."""
    roots = {_process(root).get("id", ""): root for root in map(_read, sorted(models.glob("*.bpmn")))}
    main = _process(roots[MAIN])
    return tuple(_phase(node, roots) for node in _in_flow(main) if etree.QName(node).localname in STEPS)


def _read(path: Path) -> Element:
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def _process(root: Element) -> Element:
    return next(root.iter(f"{BPMN}process"))


def _phase(node: Element, roots: Mapping[str, Element]) -> Phase:
    called = roots.get(node.get("calledElement", ""))
    return Phase(
        name=node.get("name", ""),
        says=(node.findtext(f"{BPMN}documentation") or "").strip(),
        owner=_owner(called if called is not None else roots[MAIN]),
        clauses=_clauses(node),
        parts=_parts(called) if called is not None else (),
    )


def _owner(root: Element) -> str:
    return next(root.iter(f"{BPMN}participant")).get("name", "")


def _parts(root: Element) -> tuple[Part, ...]:
    nodes = (node for node in _in_flow(_process(root)) if etree.QName(node).localname in PARTS)
    return tuple(Part(node.get("id", ""), node.get("name", "")) for node in nodes)


def _clauses(node: Element) -> tuple[str, ...]:
    named = (p for p in node.iter(f"{CAMUNDA}property") if p.get("name") == "clause")
    own = next((p for p in named if _is_of(p, node)), None)
    return tuple(own.get("value", "").split()) if own is not None else ()


def _is_of(found: Element, node: Element) -> bool:
    """A sub-process contains its nodes' properties too."""
    return next(found.iterancestors(f"{BPMN}extensionElements")).getparent() is node


def _in_flow(scope: Element) -> Iterator[Element]:
    """The nodes that the flow reaches from the start of the scope, nearest first; a sub-process opened up.

    What an error or an interrupting event leads to is not reached: it is no step of the service.
    """
    nodes = {node.get("id", ""): node for node in scope if node.get("id")}
    flows = list(scope.iterfind(f"{BPMN}sequenceFlow"))
    waiting = deque(node for node in nodes.values() if etree.QName(node).localname == "startEvent")
    seen = {node.get("id", "") for node in waiting}
    while waiting:
        node = waiting.popleft()
        yield node
        if etree.QName(node).localname == "subProcess":
            yield from _in_flow(node)
        for target in _targets(flows, node.get("id", "")):
            if target not in seen:
                seen.add(target)
                waiting.append(nodes[target])


def _targets(flows: list[Element], source: str) -> list[str]:
    return [flow.get("targetRef", "") for flow in flows if flow.get("sourceRef") == source]
