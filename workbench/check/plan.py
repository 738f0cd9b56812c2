"""What is checked together? All that is deployed, with the workers and the agreement that it has to fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from domain.agreement import Agreement
from engine.topics import Topic
from workbench.check.finding import Finding
from workbench.models import Models
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

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The file of each process, decision and form, by its id."""
        xml = {
            node.get("id", ""): file
            for file, root in self.roots.items()
            for node in root.iterfind("{*}*")
            if etree.QName(node).localname in ("process", "decision")
        }
        return xml | {form: f"{form}.form" for form in self.models.forms}

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
