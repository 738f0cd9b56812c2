"""Which variables has every way to an element written? Those, and no others, may be read there.

The same walk, begun behind a form, answers another question: what did the service itself write since the form
was sent? Whoever sends a form may send any variable with it, so nothing else is to be believed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.topics import Topic
from workbench.answers import surely, surely_when
from workbench.expressions import condition_or_none, variables
from workbench.models import Models
from workbench.paths import before, beside
from workbench.processes import Call, Element, Flow, Process
from workbench.variables import VARIABLES

State = frozenset[str]
Key = tuple[str, str]

WHATEVER = frozenset(VARIABLES)
"""What a worker may write that nobody knows: that it is not there is one fault, not one for each variable."""


@dataclass
class Walk:
    """A walk through a process and all that it calls: what is surely written when each element begins."""

    models: Models
    topics: Mapping[str, Topic]
    entered: dict[Key, State] = field(default_factory=dict)
    walking: set[str] = field(default_factory=set)

    def whole(self, process_id: str, given: State) -> State:
        """Walks from the start with what is given there; what is surely written at the end."""
        process = self.models.processes[process_id]
        scopes = [process.id, *(one.id for one in process.of_kind("subProcess") if one.by_event)]
        ways = [(start, given) for scope in scopes for start in process.starts(scope)]
        self.walking.add(process_id)
        ended = self._go(process, ways)
        self.walking.discard(process_id)
        return ended

    def behind(self, element: Element, given: State) -> State:
        """Walks on from where the element has ended, to the end of its process."""
        process = self.models.of(element)
        return self._go(process, [(one, given | more) for one, more in self._onward(process, element)])

    def _go(self, process: Process, ways: list[tuple[Element, State]]) -> State:
        here: dict[str, State] = {}
        while ways:
            element, state = ways.pop()
            known = here.get(element.id)
            merged = state if known is None else known & state
            if merged != known:
                here[element.id] = merged
                ways.extend(self._ways(process, element, merged))
        self._remember(process, here)
        return _meet(here[end.id] for end in _ends(process) if end.id in here)

    def _ways(self, process: Process, element: Element, state: State) -> Iterator[tuple[Element, State]]:
        """Where the tokens go on: events while it runs, the inside of a sub-process, what comes behind."""
        for event in process.attached(element):
            yield event, state
        if element.kind == "subProcess":
            yield from ((start, state) for start in process.starts(element.id))
            return
        ended = state | self._writes(element, state)
        yield from ((target, ended | more) for target, more in self._onward(process, element))

    def _onward(self, process: Process, element: Element) -> Iterator[tuple[Element, State]]:
        for flow in process.flows_from(element):
            yield process[flow.target], self._knows(process, element, flow)
        if element.kind == "endEvent" and not element.is_a("error") and element.scope in process.elements:
            scope = process[element.scope]
            yield from ((process[flow.target], frozenset()) for flow in process.flows_from(scope))

    def _knows(self, process: Process, gateway: Element, flow: Flow) -> State:
        """What the condition of a flow proves to have come with the answer that it reads."""
        asked = condition_or_none(flow.condition)
        if asked is None:
            return frozenset()
        topics = [self.topics.get(one.element.topic) for one in before(process, gateway)]
        return _meet(surely_when(topic, asked) if topic else frozenset() for topic in topics)

    def _writes(self, element: Element, state: State) -> State:
        if element.is_external:
            topic = self.topics.get(element.topic)
            return surely(topic) if topic else WHATEVER
        if element.call:
            return self._returned(element.call, state)
        return written_by_the_model(element)

    def _returned(self, call: Call, state: State) -> State:
        """What comes out of a call; of a process that is not there, or calls itself, whatever is asked."""
        if call.ref not in self.models.processes or call.ref in self.walking:
            return frozenset(call.returned.values())
        given = {target for source, target in call.given.items() if source in state}
        ended = self.whole(call.ref, frozenset(given))
        return frozenset(target for source, target in call.returned.items() if source in ended)

    def _remember(self, process: Process, here: Mapping[str, State]) -> None:
        for element_id, state in here.items():
            key = process.id, element_id
            self.entered[key] = self.entered[key] & state if key in self.entered else state


def written_by_the_model(element: Element) -> State:
    """What the element writes without a worker: form fields, who sent them, a decision's result, a code."""
    names = set(element.outputs)
    if any(listener.event == "complete" for listener in element.listeners):
        names.add("completedBy")
    if element.decision and element.decision.result:
        names.add(element.decision.result)
    if element.event and element.event.variable:
        names.add(element.event.variable)
    return frozenset(names)


def reads(models: Models, topics: Mapping[str, Topic], element: Element) -> State:
    """The variables that must be there when the element begins, its own inputs left out."""
    wanted = set(_read_by_work(models, topics, element))
    wanted |= {name for text in element.inputs.values() for name in variables(text)}
    for flow in models.of(element).flows_from(element):
        wanted |= variables(flow.condition)
    if element.event:
        wanted |= variables(element.event.expression)
    return frozenset(wanted)


def _read_by_work(models: Models, topics: Mapping[str, Topic], element: Element) -> State:
    if element.topic in topics:
        return frozenset(topics[element.topic].variables) - set(element.inputs)
    if element.form:
        shown = models.forms[element.form.ref].shows if element.form.ref in models.forms else frozenset()
        return shown | variables(element.form.due) | variables(element.form.assignee)
    if element.decision and element.decision.ref in models.decisions:
        return frozenset(column.variable for column in models.decisions[element.decision.ref].inputs)
    if element.kind == "receiveTask":
        return frozenset({"askId"})
    return frozenset(element.call.given) if element.call else frozenset()


def _ends(process: Process) -> Iterator[Element]:
    """The ends at which the process gives back; what runs beside gives nothing back."""
    aside = beside(process)
    for end in process.of_kind("endEvent"):
        if end.scope == process.id and end.id not in aside and not end.is_a("error"):
            yield end


def _meet(states: Iterator[State]) -> State:
    found = list(states)
    return frozenset.intersection(*found) if found else frozenset()
