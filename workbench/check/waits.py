"""Do all waits look alike: message and deadline into one worker, which may find that it is too early?"""

from collections.abc import Iterator

from cases.safekeeping import WAITS
from workbench.check.finding import Finding
from workbench.check.given import given, listed
from workbench.check.plan import Plan
from workbench.expressions import Condition
from workbench.paths import Arrival, before, reached
from workbench.processes import Element, Process

TIMED_BY = frozenset({"askId", "askDue", "stepDue"})
STILL_OPEN = Condition.of("outcome", "still-open")


def waits(plan: Plan) -> Iterator[tuple[Process, Element]]:
    """Every wait with the process in which it stands."""
    for wait in plan.models.elements("receiveTask"):
        yield plan.models.of(wait), wait


def waits_without_deadline(plan: Plan) -> Iterator[Finding]:
    """An interrupting timer at the ask's deadline ends the wait."""
    for process, wait in waits(plan):
        deadline = _event(process, wait, "deadline")
        if deadline is None or not deadline.interrupting:
            what = "این انتظار مهلتی ندارد که آن را تمام کند."
            remedy = f"یک رویداد مرزی زمانی interrupting با شناسه‌ی {wait.id}-deadline بر آن بگذارید."
            yield plan.at(wait, "wait-without-deadline", what, remedy)
        elif _time(deadline) != ("timeDate", "${askDue}"):
            what = "زمان‌سنج مهلت در پایان مهلت پاسخ نمی‌ایستد."
            yield plan.at(deadline, "wait-deadline-time", what, "گونه را Date و مقدار را ${askDue} کنید.")


def waits_that_part(plan: Plan) -> Iterator[Finding]:
    """The worker that reads the ask says what came of it, whoever rang first."""
    for process, wait in waits(plan):
        deadline = _event(process, wait, "deadline")
        ways = _targets(process, wait), _targets(process, deadline) if deadline else _targets(process, wait)
        if ways[0] != ways[1] or len(ways[0]) != 1 or not plan.topic_of(process[ways[0][0]]):
            what = "پیام و مهلت این انتظار به یک کارگزار نمی‌رسند؛ پاسخ به‌موقع ممکن است نادیده بماند."
            remedy = "هر دو را به همان کارگزاری برسانید که پرسش را می‌خواند."
            yield plan.at(wait, "wait-parted", what, remedy)


def waits_without_way_back(plan: Plan) -> Iterator[Finding]:
    """Who comes too early finds the ask still open and waits on, with a later deadline."""
    for process, wait in waits(plan):
        ways = list(before(process, wait))
        if ways and not any(
            STILL_OPEN in one.conditions and one.element.id in _targets(process, wait) for one in ways
        ):
            what = "پاسخ «هنوز باز است» راهی به این انتظار ندارد."
            remedy = "از دروازه‌ی پس از کارگزار شاخه‌ای با ${outcome == 'still-open'} به انتظار برگردانید."
            yield plan.at(wait, "wait-without-way-back", what, remedy)


def waits_not_opened(plan: Plan) -> Iterator[Finding]:
    """The worker before it opens the ask: its id, its deadline, its owner's time and how it is recalled."""
    for process, wait in waits(plan):
        for arrival in before(process, wait):
            missing = _needed(plan, wait, arrival) - given(plan, arrival)
            if missing:
                what = f"«{arrival.element.name}» که به این انتظار می‌رسد {listed(missing)} را برنمی‌گرداند."
                remedy = "پیش از انتظار کارگزاری بگذارید که پرسش را باز می‌کند."
                yield plan.at(wait, "wait-not-opened", what, remedy)


def _needed(plan: Plan, wait: Element, arrival: Arrival) -> frozenset[str]:
    if STILL_OPEN in arrival.conditions:
        return frozenset({"askDue"})
    return TIMED_BY | ({"reminders"} if wait.id in _reminded(plan) else frozenset())


def waits_without_reminder(plan: Plan) -> Iterator[Finding]:
    """The subscriber is reminded, again and again; nobody reminds a bank."""
    for process, wait in waits(plan):
        reminder = _event(process, wait, "reminder")
        if wait.id not in _reminded(plan):
            if reminder:
                what = "این انتظار یادآوری می‌فرستد، ولی توافقنامه برای آن یادآوری ندارد."
                yield plan.at(reminder, "reminder-unwanted", what, "رویداد یادآوری را بردارید.")
        elif reminder is None or reminder.interrupting:
            what = "این انتظار به مشترک یادآوری نمی‌شود."
            remedy = f"یک رویداد مرزی زمانی non-interrupting با شناسه‌ی {wait.id}-reminder بر آن بگذارید."
            yield plan.at(wait, "reminder-missing", what, remedy)
        else:
            yield from _faults_of_reminder(plan, process, reminder)


def _faults_of_reminder(plan: Plan, process: Process, reminder: Element) -> Iterator[Finding]:
    if _time(reminder) != ("timeCycle", "${reminders}"):
        what = "یادآوری به چرخه‌ی توافقنامه بسته نیست."
        yield plan.at(reminder, "reminder-time", what, "گونه را Cycle و مقدار را ${reminders} کنید.")
    if [process[one].topic for one in _targets(process, reminder)] != ["send-reminder"]:
        what = "این رویداد به ارسال یادآوری نمی‌رسد."
        yield plan.at(reminder, "reminder-not-sent", what, "آن را به کاری با موضوع send-reminder برسانید.")


def ends_that_leave_a_reminder(plan: Plan) -> Iterator[Finding]:
    """A reminder on its way would keep the process alive: an end behind the wait takes it along."""
    for process, wait in waits(plan):
        for end in reached(process, wait):
            if end.kind == "endEvent" and not (end.is_a("terminate") or end.is_a("error")):
                what = "این پایان یادآوری در راه را زنده می‌گذارد و فرایند تمام نمی‌شود."
                yield plan.at(end, "end-leaves-reminder", what, "گونه‌ی پایان را Terminate کنید.")


def _event(process: Process, wait: Element, role: str) -> Element | None:
    found = process.elements.get(f"{wait.id}-{role}")
    return found if found and found.attached_to == wait.id and found.is_a("timer") else None


def _time(event: Element) -> tuple[str | None, str | None]:
    return (event.event.timer, event.event.expression) if event.event else (None, None)


def _targets(process: Process, element: Element) -> list[str]:
    return [flow.target for flow in process.flows_from(element)]


def _reminded(plan: Plan) -> frozenset[str]:
    """The waits for the subscriber."""
    return frozenset(wait.step for kind, wait in WAITS.items() if kind in plan.agreement.reminding)


RULES = (
    waits_without_deadline,
    waits_that_part,
    waits_without_way_back,
    waits_not_opened,
    waits_without_reminder,
    ends_that_leave_a_reminder,
)
