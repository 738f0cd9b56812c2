"""Supervision: who owes a step or a wait has a time; supervision hears when it has passed (SLA-2.2)."""

from collections.abc import Iterator

import pytest

from tests.agreement.shipped import CALLED, MAIN, MODELS, changed
from workbench.models import Models
from workbench.processes import Element


def faults(models: Models) -> Iterator[str]:
    for step in models.elements("userTask", "receiveTask"):
        process = models.of(step)
        timers = [one for one in process.attached(step) if one.id == f"{step.id}-due"]
        if not timers:
            yield f"{step}: no boundary timer {step.id}-due"
        for timer in timers:
            yield from faults_of_timer(timer)
            told = [told_by(process[flow.target]) for flow in process.flows_from(timer)]
            if told != [f"{step.id}-overdue"]:
                yield f"{timer}: leads to {told}, not to the escalation {step.id}-overdue"


def faults_of_timer(timer: Element) -> Iterator[str]:
    event = timer.event
    if event is None or (event.timer, event.expression) != ("timeDate", "${stepDue}"):
        yield f"{timer}: not a date timer of ${{stepDue}}"
    if timer.interrupting:
        yield f"{timer}: takes the work from its owner; make it non-interrupting"
    if "2.2" not in timer.clauses:
        yield f"{timer}: does not cite 2.2"


def told_by(element: Element) -> str | None:
    """The escalation that the end event throws, named like its id.

    Where no process above could catch one, what the worker that records the breach is told instead.
    """
    if element.topic == "record-breach" and is_on_its_own(element):
        return element.inputs.get("overdueStep")
    escalates = element.kind == "endEvent" and element.event is not None and element.is_a("escalation")
    return element.event.code if escalates and element.event and element.event.code == element.id else None


def is_on_its_own(element: Element) -> bool:
    """Whether it stands in a process that nobody calls and that takes no escalations of its own."""
    return element.process not in CALLED | {MAIN.id}


def test_the_owner_of_every_step_and_wait_has_a_time_whose_passing_is_told_and_takes_nothing() -> None:
    assert list(faults(MODELS)) == []


def test_nothing_else_escalates() -> None:
    thrown = {one.event.code for one in MODELS.elements("endEvent") if one.event and one.is_a("escalation")}
    steps = MODELS.elements("userTask", "receiveTask")
    assert thrown == {f"{step.id}-overdue" for step in steps if not is_on_its_own(step)}


def test_one_event_sub_process_at_the_top_records_every_breach() -> None:
    (start,) = (one for one in MODELS.elements("startEvent") if one.is_a("escalation"))
    assert start.process == MAIN.id
    assert MAIN[start.scope].scope == MAIN.id
    assert MAIN[start.scope].by_event
    assert not start.interrupting
    assert start.event is not None
    assert (start.event.code, start.event.variable) == (None, "overdueStep")
    (flow,) = MAIN.flows_from(start)
    assert MAIN[flow.target].topic == "record-breach"
    assert MAIN[flow.target].inputs == {"overdueStep": "${overdueStep}"}


def test_the_time_of_the_service_is_looked_at_again_and_again() -> None:
    (start,) = (one for one in MODELS.elements("startEvent") if one.is_a("timer"))
    assert start.event is not None
    assert (start.event.timer, start.event.expression) == ("timeCycle", "${serviceChecks}")
    assert not start.interrupting
    (flow,) = MAIN.flows_from(start)
    assert MAIN[flow.target].topic == "check-service-time"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'id="test-meter-due" name="مهلت مرحله گذشت" cancelActivity="false"',
            'id="test-meter-due"',
            "takes the",
        ),
        ("${stepDue}</bpmn:timeDate>", "${askDue}</bpmn:timeDate>", "not a date timer"),
        ('escalationCode="test-meter-overdue"', 'escalationCode="late"', "not to the escalation"),
        ("test-meter-due", "test-meter-late", "no boundary timer"),
    ],
)
def test_a_step_whose_delay_nobody_hears_of_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("examine-meter.bpmn", old, new)))


def test_a_delay_that_is_recorded_under_another_name_is_told() -> None:
    models = changed("reach-subscriber.bpmn", ">call-subscriber-overdue<", ">call-overdue<")
    assert list(faults(models)) == [
        "reach-subscriber: call-subscriber-due: leads to ['call-overdue'], "
        "not to the escalation call-subscriber-overdue"
    ]
