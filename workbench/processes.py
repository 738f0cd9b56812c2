"""What does a process model say? Its elements and flows as values, with the questions asked of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
EXTERNAL = frozenset({"serviceTask", "sendTask"})
TASKS = EXTERNAL | {"userTask", "receiveTask", "businessRuleTask"}


@dataclass(frozen=True)
class Event:
    """What an event catches or throws: `code` names message, error or escalation, None any of them."""

    kind: str
    code: str | None = None
    variable: str | None = None
    timer: str | None = None
    expression: str | None = None


@dataclass(frozen=True)
class Field:
    """A field that the engine itself judges when a form is sent; constraints as written."""

    id: str
    label: str
    type: str
    constraints: Mapping[str, str]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Listener:
    """What the engine evaluates when something happens to a task or an element."""

    kind: str
    event: str
    expression: str


@dataclass(frozen=True)
class Form:
    """Which form a user task shows, to whom and until when."""

    ref: str
    binding: str | None
    groups: str | None
    assignee: str | None
    due: str | None
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Call:
    """Which process or decision is called, and what goes in and comes out by name (source to target)."""

    ref: str
    binding: str | None
    business_key: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    returned: Mapping[str, str] = field(default_factory=dict)
    everything: bool = False
    result: str | None = None
    result_as: str | None = None


@dataclass(frozen=True)
class Element:
    """A task, event, gateway or sub-process; `scope` is the process or sub-process in which it stands."""

    id: str
    name: str
    kind: str
    process: str
    scope: str
    documentation: str = ""
    clauses: tuple[str, ...] = ()
    topic: str = ""
    message: str | None = None
    event: Event | None = None
    attached_to: str | None = None
    interrupting: bool = True
    by_event: bool = False
    default: str | None = None
    form: Form | None = None
    call: Call | None = None
    decision: Call | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    listeners: tuple[Listener, ...] = ()

    @property
    def is_external(self) -> bool:
        """Whether a worker carries it out, or should."""
        return bool(self.topic) or self.kind in EXTERNAL

    def is_a(self, kind: str) -> bool:
        """Whether the event is of that kind."""
        return self.event is not None and self.event.kind == kind

    def __str__(self) -> str:
        """Where a reader finds it: process and id."""
        return f"{self.process}: {self.id}"


@dataclass(frozen=True)
class Flow:
    """A way from one element to the next, and under which condition it is taken."""

    id: str
    name: str
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True)
class Process:
    """A process with everything in it, sub-processes included; `owner` is the name of its pool."""

    id: str
    name: str
    owner: str
    documentation: str
    elements: Mapping[str, Element]
    flows: tuple[Flow, ...]

    def __getitem__(self, element_id: str) -> Element:
        """The element of that id."""
        return self.elements[element_id]

    def __iter__(self) -> Iterator[Element]:
        """All elements, in the order of the file."""
        return iter(self.elements.values())

    def of_kind(self, *kinds: str) -> Iterator[Element]:
        """The elements of these kinds."""
        return (element for element in self if element.kind in kinds)

    def flows_from(self, element: Element) -> tuple[Flow, ...]:
        """The flows that leave the element."""
        return tuple(flow for flow in self.flows if flow.source == element.id)

    def flows_to(self, element: Element) -> tuple[Flow, ...]:
        """The flows that lead to the element."""
        return tuple(flow for flow in self.flows if flow.target == element.id)

    def attached(self, element: Element) -> Iterator[Element]:
        """The boundary events of the element."""
        return (event for event in self if event.attached_to == element.id)

    def starts(self, scope: str) -> Iterator[Element]:
        """The start events of the process or sub-process."""
        return (event for event in self.of_kind("startEvent") if event.scope == scope)
