"""Can each event happen, and does it take from somebody only what it may take?"""

from collections.abc import Iterator

from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.paths import reached
from workbench.processes import Element, Process


def starts_without_trigger(plan: Plan) -> Iterator[Finding]:
    """An event sub-process begins when something happens; without it, never."""
    for scope in plan.models.elements("subProcess"):
        for start in plan.models.of(scope).starts(scope.id):
            if scope.by_event and start.event is None:
                what = "این زیرفرایند رویدادی است ولی آغاز آن منتظر هیچ رویدادی نیست و هرگز رخ نمی‌دهد."
                remedy = "به آغاز آن پیام، زمان، خطا یا تشدید بدهید."
                yield plan.at(start, "event-cannot-happen", what, remedy)


def calls_without_start(plan: Plan) -> Iterator[Finding]:
    """A call begins at the plain start event; one that waits for a message is never begun so."""
    for element in plan.models.elements("callActivity"):
        process = plan.models.processes.get(element.call.ref if element.call else "")
        if process and not any(start.event is None for start in process.starts(process.id)):
            what = f"فرایند {process.id} آغاز ساده ندارد و با فراخوانی شروع نمی‌شود."
            yield plan.at(element, "called-without-start", what, "به آن یک آغاز بی‌پیام بدهید.")


def events_taken_by_another(plan: Plan) -> Iterator[Finding]:
    """Of two events on one element that wait for the same, one can no longer happen."""
    for element in plan.models.elements():
        seen: list[tuple[object, ...]] = []
        for event in plan.models.of(element).attached(element):
            trigger = _trigger(event)
            if trigger in seen:
                what = "رویداد دیگری بر همین عنصر منتظر همین است و این یکی دیگر رخ نمی‌دهد."
                yield plan.at(event, "event-taken", what, "یکی از دو رویداد را بردارید.")
            seen.append(trigger)


def cycles_that_interrupt(plan: Plan) -> Iterator[Finding]:
    """A cycle that interrupts comes round once only, and takes the work from its owner."""
    for event in plan.models.elements("boundaryEvent", "startEvent"):
        timed = event.event is not None and event.event.timer == "timeCycle"
        if timed and event.interrupting and _stands_aside(plan, event):
            what = "زمان‌سنج چرخه‌ای کار را قطع می‌کند؛ پس تنها یک بار رخ می‌دهد."
            yield plan.at(event, "cycle-interrupts", what, "رویداد را non-interrupting کنید.")


def supervision_that_interrupts(plan: Plan) -> Iterator[Finding]:
    """Supervision hears of a delay; the work stays with its owner (SLA-2.2)."""
    for event in plan.models.elements("boundaryEvent", "startEvent"):
        if event.is_a("escalation") and event.interrupting and _stands_aside(plan, event):
            what = "رسیدن تأخیر به نظارت، خودِ کار را قطع می‌کند."
            yield plan.at(event, "escalation-interrupts", what, "رویداد را non-interrupting کنید.")


def asides_that_come_back(plan: Plan) -> Iterator[Finding]:
    """What begins beside the way ends beside it: where it comes back, the rest is done twice."""
    for process in plan.processes():
        main = _main(process)
        for event in process.of_kind("boundaryEvent"):
            if not event.interrupting and (_after(process, event) & main):
                what = "این رویداد کار را قطع نمی‌کند ولی راهش به راه اصلی برمی‌گردد؛ ادامه دو بار انجام می‌شود."
                remedy = "رویداد را قطع‌کننده (interrupting) کنید، یا راهش را به پایانی از خودش برسانید."
                yield plan.at(event, "aside-comes-back", what, remedy)


def ends_that_cut_supervision(plan: Plan) -> Iterator[Finding]:
    """A terminate end takes along what is still to be recorded: the last delay of the request."""
    for process in plan.processes():
        beside = [start for one in process if one.by_event for start in process.starts(one.id)]
        watched = {process[start.scope].scope for start in beside if not start.interrupting}
        for end in process.of_kind("endEvent"):
            if end.is_a("terminate") and end.scope in watched:
                what = "این پایان (Terminate) ثبت تأخیری را که در راه است هم می‌بُرد."
                yield plan.at(end, "end-cuts-supervision", what, "پایان را ساده کنید.")


def _trigger(event: Element) -> tuple[object, ...]:
    what = event.event
    return (what.kind, what.code, what.timer, what.expression) if what else (None,)


def _stands_aside(plan: Plan, event: Element) -> bool:
    """Whether it is a boundary event or begins an event sub-process; a process may well start by a cycle."""
    scope = plan.models.of(event).elements.get(event.scope)
    return event.attached_to is not None or (scope is not None and scope.by_event)


def _main(process: Process) -> frozenset[str]:
    """The ids of what the way itself comes to."""
    return _steps(process, *process.starts(process.id))


def _after(process: Process, event: Element) -> frozenset[str]:
    return _steps(process, event) - {event.id}


def _steps(process: Process, *starts: Element) -> frozenset[str]:
    """What is reached, without the ends: at an end nothing is done twice."""
    return frozenset(one.id for one in reached(process, *starts) if one.kind != "endEvent")


RULES = (
    starts_without_trigger,
    calls_without_start,
    events_taken_by_another,
    cycles_that_interrupt,
    supervision_that_interrupts,
    asides_that_come_back,
    ends_that_cut_supervision,
)
