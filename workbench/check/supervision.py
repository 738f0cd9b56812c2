"""Does supervision hear when the owner of a step is late, and does the owner keep the work (SLA-2.2)?"""

from collections.abc import Iterator

from cases.relay import STARTS
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.processes import Element

MAIN = STARTS["request-registered"].process
CLAUSE = "2.2"


def steps_without_overdue_timer(plan: Plan) -> Iterator[Finding]:
    """Each step and wait has a timer of its own id that stands at the owner's due time."""
    for step in plan.models.elements("userTask", "receiveTask"):
        timer = plan.models.of(step).elements.get(f"{step.id}-due")
        if timer is None or timer.attached_to != step.id or not timer.is_a("timer"):
            what = "گذشتن مهلت این گام به نظارت نمی‌رسد: زمان‌سنج مرزی آن نیست."
            remedy = f"یک رویداد مرزی زمانی با شناسه‌ی {step.id}-due بر آن بگذارید."
            yield plan.at(step, "overdue-timer-missing", what, remedy)
        else:
            yield from _faults_of_timer(plan, timer)
            yield from _faults_of_escalation(plan, step, timer)


def _faults_of_timer(plan: Plan, timer: Element) -> Iterator[Finding]:
    event = timer.event
    if event and (event.timer, event.expression) != ("timeDate", "${stepDue}"):
        what = f"این زمان‌سنج در «{event.expression or ''}» می‌ایستد، نه در مهلت صاحب گام."
        yield plan.at(timer, "overdue-timer-time", what, "گونه را Date و مقدار را ${stepDue} کنید.")
    if timer.interrupting:
        what = "گذشتن مهلت، کار را از صاحبش می‌گیرد."
        yield plan.at(timer, "overdue-timer-interrupts", what, "رویداد را non-interrupting کنید.")
    if CLAUSE not in timer.clauses:
        what = f"این رویداد بند {CLAUSE} را نام نمی‌برد."
        yield plan.at(timer, "overdue-clause", what, f"در ویژگی clause بنویسید {CLAUSE}.")


def _faults_of_escalation(plan: Plan, step: Element, timer: Element) -> Iterator[Finding]:
    process = plan.models.of(step)
    told = [_told_by(plan, process[flow.target]) for flow in process.flows_from(timer)]
    if told != [f"{step.id}-overdue"]:
        what = "پس از این زمان‌سنج تأخیر همین گام به نظارت گفته نمی‌شود."
        remedy = f"آن را به پایانی از گونه‌ی Escalation با شناسه و کد {step.id}-overdue برسانید."
        yield plan.at(timer, "overdue-not-told", what, remedy)


def _told_by(plan: Plan, element: Element) -> str | None:
    """The escalation that the end event throws, named like its id.

    Where no process above could catch one, what the worker that records the breach is told instead.
    """
    if element.topic == "record-breach" and is_on_its_own(plan, element):
        return element.inputs.get("overdueStep")
    event = element.event
    escalates = element.kind == "endEvent" and event is not None and event.kind == "escalation"
    return event.code if escalates and event and event.code == element.id else None


def is_on_its_own(plan: Plan, element: Element) -> bool:
    """Whether it stands in a process that nobody calls and that takes no escalations of its own."""
    return element.process != MAIN and not plan.models.calls_of(element.process)


RULES = (steps_without_overdue_timer,)
