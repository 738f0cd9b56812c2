"""Supervision: what escalates is heard at the top, and the time of the service is looked at (SLA-2.2)."""

from tests.agreement.shipped import CALLED, MAIN, MODELS
from workbench.processes import Element


def is_on_its_own(element: Element) -> bool:
    """Whether it stands in a process that nobody calls and that takes no escalations of its own."""
    return element.process not in CALLED | {MAIN.id}


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
