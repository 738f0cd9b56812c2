"""Is every error and escalation that is thrown caught, and everything that is caught thrown?"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from cases.relay import STARTS
from domain.requests import Outcome
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.processes import Element, Process

ENDS = frozenset(outcome.value for outcome in Outcome if outcome is not Outcome.SERVED)
"""The codes that end a request without its service."""


@dataclass(frozen=True)
class Thrown:
    """An error code, and the process and element that throw it first."""

    code: str
    process: str
    element: str


def codes_missing(plan: Plan) -> Iterator[Finding]:
    """An error or escalation that is thrown without a code is caught by nobody in particular."""
    for element in plan.models.elements("endEvent", "intermediateThrowEvent"):
        for kind in ("error", "escalation"):
            if element.event and element.is_a(kind) and not element.event.code:
                what = "این رویداد خطا یا تشدید می‌فرستد ولی کدی ندارد."
                yield plan.at(element, "code-missing", what, "کد آن را در Modeler بنویسید.")


def errors_not_caught(plan: Plan) -> Iterator[Finding]:
    """An error that nobody catches stops with an incident; the request goes neither on nor back."""
    for start in STARTS.values():
        if process := plan.models.processes.get(start.process):
            for thrown in sorted(_uncaught(plan, process, process.id), key=attrgetter("code")):
                what = f"خطای {thrown.code} که از اینجا می‌آید هیچ‌جا گرفته نمی‌شود."
                remedy = "یک رویداد مرزی خطا با همین کد بگذارید، یا کد را درست کنید."
                yield plan.at(_thrower(plan, thrown), "error-not-caught", what, remedy)


def errors_never_thrown(plan: Plan) -> Iterator[Finding]:
    """A boundary event that waits for an error that cannot come."""
    for event in plan.models.elements("boundaryEvent"):
        code = event.event.code if event.event and event.is_a("error") else None
        if code is not None and code not in {one.code for one in _coming(plan, event)}:
            what = f"خطای {code} از آنچه این رویداد بر آن است هرگز نمی‌آید."
            remedy = "کد را با خطایی که فرستاده می‌شود یکی کنید، یا رویداد را بردارید."
            yield plan.at(event, "error-never-thrown", what, remedy)


def ends_unknown(plan: Plan) -> Iterator[Finding]:
    """What the event of all errors catches archives the request: each code is an end of the service."""
    for event in plan.models.elements("boundaryEvent"):
        if event.event and event.is_a("error") and event.event.code is None:
            coming = _coming(plan, event)
            for thrown in sorted(coming, key=attrgetter("code")):
                if thrown.code not in ENDS:
                    what = f"خطای {thrown.code} درخواست را به بایگانی می‌برد، ولی هیچ پایانی این کد را ندارد."
                    remedy = f"یکی از این‌ها را بفرستید: {_listed(ENDS)}."
                    yield plan.at(_thrower(plan, thrown), "end-unknown", what, remedy)
            if missing := ENDS - {one.code for one in coming}:
                what = f"هیچ راهی به این پایان‌ها نمی‌رسد: {_listed(missing)}."
                yield plan.at(event, "end-never-reached", what, "راه هر پایان را به مدل برگردانید.")


def escalations_not_caught(plan: Plan) -> Iterator[Finding]:
    """An escalation that nobody takes is lost without a trace: supervision hears nothing."""
    for event in plan.models.elements("endEvent", "intermediateThrowEvent"):
        code = event.event.code if event.event and event.is_a("escalation") else None
        if code and not _is_taken(plan, event, code, frozenset()):
            what = f"تشدید {code} به هیچ رویدادی نمی‌رسد."
            remedy = "رویدادی از گونه‌ی Escalation در فرایند بالاتر بگذارید که آن را بگیرد."
            yield plan.at(event, "escalation-not-caught", what, remedy)


def escalations_never_thrown(plan: Plan) -> Iterator[Finding]:
    """Whoever waits for an escalation waits for one that is sent."""
    sent = {one.event.code for one in plan.models.elements("endEvent", "intermediateThrowEvent")
            if one.event and one.is_a("escalation")}  # fmt: skip
    for event in plan.models.elements("startEvent", "boundaryEvent"):
        if event.event and event.is_a("escalation") and event.event.code not in {None, *sent}:
            what = f"تشدید {event.event.code} را هیچ‌کس نمی‌فرستد."
            yield plan.at(event, "escalation-never-thrown", what, "کد را درست کنید، یا رویداد را بردارید.")


def _thrower(plan: Plan, thrown: Thrown) -> Element:
    return plan.models.processes[thrown.process][thrown.element]


def _coming(plan: Plan, event: Element) -> frozenset[Thrown]:
    process = plan.models.of(event)
    owner = process.elements.get(event.attached_to or "")
    return _thrown(plan, owner) if owner else frozenset()


def _thrown(plan: Plan, element: Element) -> frozenset[Thrown]:
    """The errors that come out of the element: its own, its worker's, of what it calls or holds."""
    found: set[Thrown] = set()
    if element.kind == "endEvent" and element.event and element.is_a("error") and element.event.code:
        found.add(Thrown(element.event.code, element.process, element.id))
    if topic := plan.topic_of(element):
        found |= {Thrown(error.code, element.process, element.id) for error in topic.raises}
    if element.call and element.call.ref in plan.models.processes.keys() - plan.circular:
        found |= _uncaught(plan, plan.models.processes[element.call.ref], element.call.ref)
    if element.kind == "subProcess":
        found |= _uncaught(plan, plan.models.of(element), element.id)
    return frozenset(found)


def _uncaught(plan: Plan, process: Process, scope: str) -> frozenset[Thrown]:
    """The errors that leave the process or sub-process because nothing in it catches them."""
    inside = [one for one in process if one.scope == scope]
    starts = [start for one in inside if one.by_event for start in process.starts(one.id)]
    found = frozenset[Thrown]().union(*(_left_over(plan, process, one) for one in inside))
    return _not_caught_by(starts, found)


def _left_over(plan: Plan, process: Process, element: Element) -> frozenset[Thrown]:
    return _not_caught_by(list(process.attached(element)), _thrown(plan, element))


def _not_caught_by(catching: list[Element], thrown: frozenset[Thrown]) -> frozenset[Thrown]:
    codes = {one.event.code for one in catching if one.event and one.is_a("error")}
    return frozenset() if None in codes else frozenset(one for one in thrown if one.code not in codes)


def _is_taken(plan: Plan, element: Element, code: str, seen: frozenset[str]) -> bool:
    """Whether an event around the element, or around every call of its process, takes the escalation.

    What nobody calls escalates to nobody either; that it is not used is told.
    """
    process = plan.models.of(element)
    if any(_takes(one, code) for scope in _around(process, element) for one in _takers(process, scope)):
        return True
    calls = plan.models.calls_of(process.id) if process.id not in seen else ()
    begun = {start.process for start in STARTS.values()}
    return process.id not in begun and all(
        _is_taken_from(plan, call, code, seen | {process.id}) for call in calls
    )


def _is_taken_from(plan: Plan, call: Element, code: str, seen: frozenset[str]) -> bool:
    attached = plan.models.of(call).attached(call)
    return any(_takes(one, code) for one in attached) or _is_taken(plan, call, code, seen)


def _takers(process: Process, scope: str) -> Iterator[Element]:
    for one in process:
        if one.by_event and one.scope == scope:
            yield from process.starts(one.id)
        if one.attached_to == scope:
            yield one


def _around(process: Process, element: Element) -> Iterator[str]:
    """The sub-processes in which the element stands, the innermost first, and the process at last."""
    scope = element.scope
    while scope in process.elements:
        yield scope
        scope = process[scope].scope
    yield process.id


def _takes(event: Element, code: str) -> bool:
    return event.event is not None and event.is_a("escalation") and event.event.code in (None, code)


def _listed(codes: frozenset[str]) -> str:
    return "، ".join(sorted(codes))


RULES = (
    codes_missing,
    errors_not_caught,
    errors_never_thrown,
    ends_unknown,
    escalations_not_caught,
    escalations_never_thrown,
)
