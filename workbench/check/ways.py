"""Is every step come to, does every way end, and do ways that run side by side meet again?"""

from collections.abc import Iterator

from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.tokens import deadlocks, doubled
from workbench.processes import Element, Process


def scopes_without_start(plan: Plan) -> Iterator[Finding]:
    """A process or sub-process begins at one start event."""
    for process in plan.processes():
        if len(list(process.starts(process.id))) != 1:
            what = "این فرایند باید درست یک رویداد آغاز داشته باشد."
            yield plan.on(process, process, "start-events", what, "یک آغاز بگذارید و دیگر آغازها را بردارید.")
        for scope in process.of_kind("subProcess"):
            if len(list(process.starts(scope.id))) != 1:
                what = "این زیرفرایند باید درست یک رویداد آغاز داشته باشد."
                remedy = "یک آغاز بگذارید و دیگر آغازها را بردارید."
                yield plan.at(scope, "start-events", what, remedy)


def unreached(plan: Plan) -> Iterator[Finding]:
    """What no way leads to is never done, however well it is drawn."""
    for process in plan.processes():
        reached = _reached(process)
        for element in process:
            if element.id not in reached and not element.by_event:
                what = "هیچ راهی به اینجا نمی‌رسد."
                yield plan.at(element, "unreached", what, "جریانی به آن بکشید، یا آن را بردارید.")


def dead_ends(plan: Plan) -> Iterator[Finding]:
    """What goes on to nothing ends its way without an outcome."""
    for process in plan.processes():
        for element in process:
            goes_on = process.flows_from(element) or element.kind == "endEvent" or element.by_event
            if not goes_on:
                what = "از اینجا هیچ راهی بیرون نمی‌رود."
                yield plan.at(element, "dead-end", what, "جریانی از آن به گام بعد یا به یک پایان بکشید.")


def splits_without_gateway(plan: Plan) -> Iterator[Finding]:
    """Two flows out of a task run both at once, which no reader sees."""
    for process in plan.processes():
        for element in process:
            if not element.kind.endswith("Gateway") and len(process.flows_from(element)) > 1:
                what = "چند جریان بی‌دروازه از اینجا بیرون می‌روند و همه با هم پیموده می‌شوند."
                yield plan.at(element, "split-without-gateway", what, "پس از آن دروازه بگذارید.")


def circles_without_end(plan: Plan) -> Iterator[Finding]:
    """From everywhere that is reached, some way leads to an end."""
    for process in plan.processes():
        ending = _ending(process)
        lost = _reached(process) - ending
        for element in process:
            circling = process.flows_from(element) and element.id in lost
            if circling and _first_of_its_circle(process, element, ending):
                what = "از اینجا هیچ راهی به پایان نمی‌رسد؛ فرایند تا ابد می‌چرخد یا می‌ایستد."
                yield plan.at(element, "endless", what, "راهی به یک رویداد پایان بکشید.")


def superfluous_gateways(plan: Plan) -> Iterator[Finding]:
    """A gateway with one way in and one way out decides nothing."""
    for gateway in plan.models.elements():
        process = plan.models.of(gateway)
        ways = len(process.flows_to(gateway)), len(process.flows_from(gateway))
        if gateway.kind.endswith("Gateway") and ways == (1, 1):
            what = "این دروازه یک راه ورود و یک راه خروج دارد و چیزی را جدا نمی‌کند."
            yield plan.at(gateway, "superfluous-gateway", what, "آن را بردارید، یا شاخه‌ی دوم را بکشید.")


def joins_that_wait_for_ever(plan: Plan) -> Iterator[Finding]:
    """A join waits for a token on each of its flows; some way leaves one of them without."""
    for process in plan.processes():
        for gateway in deadlocks(process):
            what = "این دروازه‌ی موازی منتظر همه‌ی راه‌های ورودی می‌ماند، ولی همه با هم نمی‌رسند: بن‌بست."
            remedy = "راه‌هایی که با دروازه‌ی انحصاری جدا شده‌اند بی‌دروازه به گام بعد بپیوندند."
            yield plan.at(gateway, "deadlock", what, remedy)


def steps_done_twice(plan: Plan) -> Iterator[Finding]:
    """Ways that run side by side meet in a parallel gateway; elsewhere each goes on by itself."""
    for process in plan.processes():
        for element in doubled(process):
            what = "راه‌های موازی بی‌دروازه‌ی موازی اینجا به هم می‌رسند و ادامه دو بار انجام می‌شود."
            yield plan.at(element, "missing-join", what, "پیش از آن دروازه‌ی موازی بگذارید.")


def _reached(process: Process) -> frozenset[str]:
    """The ids of all that a token can come to, whatever happens beside."""
    aside = [start for one in process if one.by_event for start in process.starts(one.id)]
    found: set[str] = set()
    ahead = [*process.starts(process.id), *aside]
    while ahead:
        element = ahead.pop()
        if element.id not in found:
            found.add(element.id)
            ahead.extend(_next(process, element))
    return frozenset(found)


def _next(process: Process, element: Element) -> Iterator[Element]:
    yield from (process[flow.target] for flow in process.flows_from(element))
    yield from process.attached(element)
    if element.kind == "subProcess":
        yield from process.starts(element.id)


def _ending(process: Process) -> frozenset[str]:
    """The ids of all from which an end can be come to."""
    found = {end.id for end in process.of_kind("endEvent")}
    more = True
    while more:
        new = {one.id for one in process if any(two.id in found for two in _onward(process, one))}
        more = not new <= found
        found |= new
    return frozenset(found)


def _onward(process: Process, element: Element) -> Iterator[Element]:
    """Where the way itself can go on; what begins beside it ends beside it."""
    return (one for one in _next(process, element) if one.attached_to is None or one.interrupting)


def _first_of_its_circle(process: Process, element: Element, ending: frozenset[str]) -> bool:
    """Whether it is where the way to an end was left: told once, not at every step of the circle."""
    before = [process[flow.source] for flow in process.flows_to(element)]
    return any(one.id in ending for one in before) or not before or element.attached_to is not None


RULES = (
    scopes_without_start,
    unreached,
    dead_ends,
    splits_without_gateway,
    circles_without_end,
    superfluous_gateways,
    joins_that_wait_for_ever,
    steps_done_twice,
)
