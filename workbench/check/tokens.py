"""Where can tokens stand at once? A walk through all markings of a process, without data and without time.

Every branch of a gateway counts as possible. A sub-process is one step of the scope in which it stands, and a
scope of its own; what a non-interrupting event begins is walked by itself (`workbench.check.events`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.processes import Element, Flow, Process

MOST = 2000
"""Markings looked at in one scope; ours have fewer than a hundred."""

Marking = tuple[str, ...]
"""The ids of the flows and elements on which a token stands, sorted; one that has two stands twice."""


def deadlocks(process: Process) -> Iterator[Element]:
    """The joins at which tokens wait for others that never come."""
    for start in _starts(process):
        yield from Scope(process, start).deadlocks()


def doubled(process: Process) -> Iterator[Element]:
    """The elements at which two tokens meet that should have been joined, the first of each scope."""
    for start in _starts(process):
        yield from Scope(process, start).doubled()


def _starts(process: Process) -> Iterator[Element]:
    return process.of_kind("startEvent")


@dataclass(frozen=True)
class Scope:
    """All that can follow from one start event, within its process or sub-process."""

    process: Process
    start: Element

    def deadlocks(self) -> Iterator[Element]:
        """The joins that wait where nothing else can happen any more."""
        stuck = {one for marking in self._markings() if not list(self._after(marking)) for one in marking}
        targets = {self._flow(one).target for one in stuck}
        return (self.process[one] for one in sorted(targets))

    def doubled(self) -> Iterator[Element]:
        """The first element with two tokens on it."""
        for marking in self._markings():
            twice = [one for one, count in Counter(marking).items() if count > 1 and self._is_element(one)]
            if twice:
                yield self.process[twice[0]]
                return

    def _markings(self) -> Iterator[Marking]:
        """Every marking, those that come first first; behind one with doubled tokens nothing is looked at."""
        seen: set[Marking] = set()
        ahead: list[Marking] = [(self.start.id,)]
        while ahead and len(seen) < MOST:
            marking = ahead.pop(0)
            if marking in seen:
                continue
            seen.add(marking)
            yield marking
            if len(set(marking)) == len(marking):
                ahead.extend(self._after(marking))

    def _after(self, marking: Marking) -> Iterator[Marking]:
        """What one step makes of the marking; nothing where all tokens have ended, or none can move."""
        for one in sorted(set(marking)):
            for taken, put in self._steps(one, marking):
                yield tuple(sorted((Counter(marking) - Counter(taken) + Counter(put)).elements()))

    def _steps(self, place: str, marking: Marking) -> Iterator[tuple[Marking, Marking]]:
        """Which tokens a step from the place takes, and which it puts down."""
        if self._is_element(place):
            element = self.process[place]
            if element.is_a("terminate") or element.is_a("error"):
                yield marking, ()
            else:
                yield from (((place,), put) for put in self._leaving(element))
        elif (entering := self._needed(place)) <= set(marking):
            target = self.process[self._flow(place).target]
            yield tuple(entering), self._out(target) if target.kind == "parallelGateway" else (target.id,)

    def _needed(self, flow: str) -> set[str]:
        """The flows on which a token must stand so that the target begins: all at a parallel gateway."""
        target = self.process[self._flow(flow).target]
        joins = target.kind == "parallelGateway"
        return {one.id for one in self.process.flows_to(target)} if joins else {flow}

    def _leaving(self, element: Element) -> Iterator[Marking]:
        if element.kind.endswith("Gateway"):
            yield from ((one,) for one in self._out(element))
        else:
            yield self._out(element)
        for event in self.process.attached(element):
            if event.interrupting:
                yield (event.id,)

    def _out(self, element: Element) -> Marking:
        return tuple(flow.id for flow in self.process.flows_from(element))

    def _is_element(self, place: str) -> bool:
        return place in self.process.elements

    def _flow(self, place: str) -> Flow:
        return next(flow for flow in self.process.flows if flow.id == place)
