"""What came before an element, and what comes behind it? Gateways, calls and sub-processes are passed."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.expressions import Condition, condition_or_none
from workbench.models import Models
from workbench.processes import GATEWAYS, Element, Flow, Process


@dataclass(frozen=True)
class Arrival:
    """The last element before another that is no gateway, and the conditions met on the way."""

    element: Element
    conditions: tuple[Condition, ...] = ()


def before(process: Process, element: Element) -> Iterator[Arrival]:
    """What may have ended right before the element begins."""
    yield from _before(process, element, frozenset())


def _before(process: Process, element: Element, passed: frozenset[str]) -> Iterator[Arrival]:
    for flow in process.flows_to(element):
        source, asked = process[flow.source], _asked(flow)
        if source.kind not in GATEWAYS:
            yield Arrival(source, asked)
        elif source.id not in passed:
            for arrival in _before(process, source, passed | {source.id}):
                yield Arrival(arrival.element, arrival.conditions + asked)


def behind(models: Models, element: Element) -> Iterator[Element]:
    """What may begin right behind the element; behind the last of a process, that is its caller's next."""
    yield from _behind(models, element, frozenset())


def _behind(models: Models, element: Element, passed: frozenset[tuple[str, str]]) -> Iterator[Element]:
    process, key = models.of(element), (element.process, element.id)
    targets = [process[flow.target] for flow in process.flows_from(element)] if key not in passed else []
    for target in targets:
        if target.kind in GATEWAYS:
            yield from _behind(models, target, passed | {key})
        elif target.kind == "endEvent" and not target.is_a("error"):
            for enclosing in _enclosing(models, target):
                yield from _behind(models, enclosing, passed | {key})
        else:
            yield target


def _enclosing(models: Models, end: Element) -> tuple[Element, ...]:
    process = models.of(end)
    return (process[end.scope],) if end.scope in process.elements else models.calls_of(process.id)


def reached(process: Process, *starts: Element) -> Iterator[Element]:
    """Everything that the tokens of these elements come to, themselves included; what runs beside is not."""
    found: dict[str, Element] = {}
    ahead = list(starts)
    while ahead:
        element = ahead.pop()
        if element.id not in found:
            found[element.id] = element
            ahead.extend(_next(process, element))
    yield from found.values()


def beside(process: Process) -> frozenset[str]:
    """The ids of what runs beside the way: behind events that take nothing from anybody."""
    events = (one for one in process if not one.interrupting)
    return frozenset(element.id for element in reached(process, *events))


def _next(process: Process, element: Element) -> Iterator[Element]:
    yield from (process[flow.target] for flow in process.flows_from(element))
    yield from (event for event in process.attached(element) if event.interrupting)
    if element.kind == "subProcess":
        yield from process.starts(element.id)
    if element.kind == "endEvent" and not element.is_a("error") and element.scope in process.elements:
        yield from (process[flow.target] for flow in process.flows_from(process[element.scope]))


def _asked(flow: Flow) -> tuple[Condition, ...]:
    asked = condition_or_none(flow.condition)
    return (asked,) if asked else ()
