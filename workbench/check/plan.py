"""What is checked together? All that is deployed, with the workers and the agreement that it has to fit."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from lxml import etree

from domain.agreement import Agreement
from engine.topics import Topic
from workbench.bpmn_file import NAMES
from workbench.check.finding import Finding
from workbench.models import Models, parse
from workbench.processes import Element, Flow, Process

Node = etree._Element


@dataclass(frozen=True)
class Plan:
    """Every file, read once: `roots` is the XML of models and decisions, `models` what it says."""

    files: Mapping[str, bytes]
    roots: Mapping[str, Node]
    models: Models
    topics: Mapping[str, Topic]
    agreement: Agreement

    @classmethod
    def of(cls, files: Mapping[str, bytes], topics: Mapping[str, Topic], agreement: Agreement) -> Self:
        """The plan of files that can all be read."""
        roots = {name: read_xml(content) for name, content in files.items() if not name.endswith(".form")}
        return cls(files, roots, _connected(parse(files)), topics, agreement)

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The file of each process, decision and form, by its id."""
        xml = {
            node.get("id", ""): file
            for file, root in self.roots.items()
            for node in root.iterfind("{*}*")
            if etree.QName(node).localname in ("process", "decision")
        }
        forms = {
            json.loads(content)["id"]: file for file, content in self.files.items() if file.endswith("form")
        }
        return xml | forms

    @cached_property
    def nodes(self) -> Mapping[tuple[str, str], Node]:
        """The XML of every element, by the file and its id."""
        return {
            (file, node.get("id", "")): node
            for file, root in self.roots.items()
            for node in root.iter(f"{{{NAMES['bpmn']}}}*")
        }

    @cached_property
    def circular(self) -> frozenset[str]:
        """The processes that call themselves, be it through others."""
        calls = {
            one.id: {e.call.ref for e in one.of_kind("callActivity") if e.call} for one in self.processes()
        }
        return frozenset(one for one in calls if one in _called_from(one, calls))

    def node(self, element: Element) -> Node:
        """The XML of the element, for what its value does not hold."""
        return self.nodes[self.homes[element.process], element.id]

    def topic_of(self, element: Element) -> Topic | None:
        """The worker's contract of an external task; None where there is no worker, or no task."""
        return self.topics.get(element.topic)

    def processes(self) -> Iterator[Process]:
        """Every process of every file."""
        yield from self.models.processes.values()

    def at(self, element: Element, kind: str, what: str, remedy: str) -> Finding:
        """A finding about an element of a process."""
        return Finding(kind, self.homes[element.process], element.id, element.name, what, remedy)

    def on(self, process: Process, part: Flow | Process, kind: str, what: str, remedy: str) -> Finding:
        """A finding about a flow of the process, or about the process itself."""
        return Finding(kind, self.homes[process.id], part.id, part.name, what, remedy)

    def within(self, file: str, node: Node, kind: str, what: str, remedy: str) -> Finding:
        """A finding about a piece of XML; told at the nearest element that the analyst can click."""
        owner = next((one for one in (node, *node.iterancestors()) if one.get("id")), node)
        return Finding(kind, file, owner.get("id", ""), owner.get("name", ""), what, remedy)


def _called_from(process_id: str, calls: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = set(calls[process_id])
    while ahead:
        found |= ahead
        ahead = {ref for one in ahead for ref in calls.get(one, ())} - found
    return found


def read_xml(content: bytes) -> Node:
    """The root of the file; entities stay unresolved, a model needs none."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _connected(models: Models) -> Models:
    """The models without flows that lead from or to nothing: that is told once, not by every rule."""
    return replace(models, processes={one.id: _without_loose(one) for one in models.processes.values()})


def _without_loose(process: Process) -> Process:
    known = process.elements.keys()
    flows = (one for one in process.flows if one.source in known and one.target in known)
    return replace(process, flows=tuple(flows))
