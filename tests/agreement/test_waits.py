"""Waits all look alike: message and deadline lead to one worker, which may find that it is too early."""

from collections.abc import Iterator

import pytest

from cases.progress import WAITING
from cases.relay import STARTS
from cases.safekeeping import WAITS, Wait
from cases.withdraw import MESSAGE as WITHDRAWAL
from channels import words
from domain.groups import Group
from tests.agreement.shipped import MAIN, MODELS, TOPICS, changed, given
from tests.domain.samples import AGREEMENT
from workbench.expressions import Condition
from workbench.models import Models
from workbench.paths import Arrival, before, reached
from workbench.processes import Element, Process
from workers.shared.send_reminder import REMINDERS

TIMED_BY = frozenset({"askId", "askDue", "stepDue"})
STILL_OPEN = Condition.of("outcome", "still-open")
REMINDED = frozenset(wait.step for kind, wait in WAITS.items() if kind in AGREEMENT.reminding)
"""The waits for the subscriber; nobody reminds a bank."""


def faults(models: Models) -> Iterator[str]:
    for wait in models.elements("receiveTask"):
        process = models.of(wait)
        yield from faults_of_deadline(process, wait)
        yield from (
            faults_of_reminder(process, wait) if wait.id in REMINDED else faults_of_silence(process, wait)
        )
        yield from faults_of_arrivals(process, wait)
        yield from faults_of_ends(process, wait)


def faults_of_deadline(process: Process, wait: Element) -> Iterator[str]:
    deadline = process.elements.get(f"{wait.id}-deadline")
    if deadline is None or deadline.attached_to != wait.id or not deadline.interrupting:
        yield f"{wait}: no interrupting boundary timer {wait.id}-deadline"
        return
    if deadline.event is None or (deadline.event.timer, deadline.event.expression) != (
        "timeDate",
        "${askDue}",
    ):
        yield f"{deadline}: not a date timer of ${{askDue}}"
    behind_both = targets(process, wait), targets(process, deadline)
    if behind_both[0] != behind_both[1] or len(behind_both[0]) != 1:
        yield f"{wait}: message and deadline lead to different steps"
    elif process[behind_both[0][0]].topic not in TOPICS:
        yield f"{wait}: no worker reads what came of it"


def targets(process: Process, element: Element) -> list[str]:
    return [flow.target for flow in process.flows_from(element)]


def faults_of_reminder(process: Process, wait: Element) -> Iterator[str]:
    reminder = process.elements.get(f"{wait.id}-reminder")
    if reminder is None or reminder.attached_to != wait.id or reminder.interrupting:
        yield f"{wait}: no non-interrupting boundary timer {wait.id}-reminder"
        return
    if reminder.event is None or (reminder.event.timer, reminder.event.expression) != (
        "timeCycle",
        "${reminders}",
    ):
        yield f"{reminder}: not a cycle of ${{reminders}}"
    if [process[one].topic for one in targets(process, reminder)] != ["send-reminder"]:
        yield f"{reminder}: does not lead to send-reminder"


def faults_of_silence(process: Process, wait: Element) -> Iterator[str]:
    if f"{wait.id}-reminder" in process.elements:
        yield f"{wait}: reminds somebody whom the agreement does not have reminded"


def faults_of_arrivals(process: Process, wait: Element) -> Iterator[str]:
    """A worker opens the ask; the one that reads it may come back, with a later deadline."""
    arrivals = list(before(process, wait))
    if not any(is_way_back(one) and one.element.id in targets(process, wait) for one in arrivals):
        yield f"{wait}: no way back for an ask that is still open"
    timed_by = TIMED_BY | ({"reminders"} if wait.id in REMINDED else frozenset())
    for arrival in arrivals:
        for name in sorted(({"askDue"} if is_way_back(arrival) else timed_by) - given(arrival)):
            yield f"{wait}: {arrival.element.id} before it does not answer {name}"


def is_way_back(arrival: Arrival) -> bool:
    return STILL_OPEN in arrival.conditions


def faults_of_ends(process: Process, wait: Element) -> Iterator[str]:
    """A reminder on its way would keep the process alive: an end behind the wait takes it along."""
    for end in reached(process, wait):
        if end.kind == "endEvent" and not (end.is_a("terminate") or end.is_a("error")):
            yield f"{end}: reached while a reminder may be on its way; make it a terminate end event"


def test_a_wait_ends_by_message_or_deadline_in_one_worker_and_may_go_on() -> None:
    assert list(faults(MODELS)) == []


def test_the_records_and_the_models_wait_for_the_same_messages() -> None:
    waits = {Wait(one.id, one.message or "") for one in MODELS.elements("receiveTask")}
    assert waits == set(WAITS.values())


def test_every_kind_of_ask_has_its_wait_deadline_status_and_words() -> None:
    assert WAITS.keys() == AGREEMENT.deadlines.keys() == WAITING.keys() == words.WAITS.keys()
    assert WAITS.keys() - words.ANSWERS.keys() == {"consent"}, "the answer to the terms says yes or no"


def test_all_but_the_bank_are_reminded_and_each_reminder_has_its_notice() -> None:
    assert WAITS.keys() - AGREEMENT.reminding.keys() == {"payout"}
    assert REMINDERS.keys() == AGREEMENT.reminding.keys()
    assert {key for key, _ in REMINDERS.values()} <= AGREEMENT.notices.keys()


def test_the_owner_of_a_wait_is_the_owner_of_its_process() -> None:
    owners = {one.id: MODELS.of(one).owner for one in MODELS.elements("receiveTask")}
    assert owners == {step: Group.of(AGREEMENT.step(step).owner).title for step in owners}


@pytest.mark.parametrize("message", STARTS)
def test_the_relay_starts_the_process_whose_start_waits_for_the_message(message: str) -> None:
    process = MODELS.processes[STARTS[message].process]
    (start,) = process.starts(process.id)
    assert start.event is not None
    assert (start.event.kind, start.event.code) == ("message", message)


def test_a_withdrawal_takes_the_way_to_the_removal_from_everybody_and_nothing_after_it() -> None:
    (start,) = (one for one in MODELS.elements() if one.event and one.event.code == WITHDRAWAL)
    inner = MAIN[start.scope]
    assert start.interrupting
    assert (inner.by_event, inner.scope, inner.process) == (True, "until-removal", MAIN.id)


def test_no_message_is_waited_for_that_nobody_sends() -> None:
    waited = {one.event.code for one in MODELS.elements() if one.event and one.is_a("message")}
    waited |= {one.message for one in MODELS.elements() if one.message}
    assert waited == {*STARTS, WITHDRAWAL} | {wait.message for wait in WAITS.values()}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("${askDue}", "${stepDue}", "not a date timer of ${askDue}"),
        ("await-payment-deadline", "await-payment-timeout", "no interrupting boundary timer"),
        (
            'sourceRef="await-payment-deadline" targetRef="record-payment"',
            'sourceRef="await-payment-deadline" targetRef="payment-expired"',
            "message and deadline lead to different steps",
        ),
        ("${reminders}", "R/PT1H", "not a cycle of ${reminders}"),
        (
            'sourceRef="payment-outcome" targetRef="await-payment"',
            'sourceRef="payment-outcome" targetRef="request-payment"',
            "no way back",
        ),
        ("<bpmn:terminateEventDefinition", "<bpmn:other", "make it a terminate end event"),
        ('topic="request-payment"', 'topic="order-test"', "request-payment before it does not answer askId"),
    ],
)
def test_a_wait_of_another_shape_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("collect-payment.bpmn", old, new)))


def test_a_wait_for_the_bank_that_reminds_somebody_is_told() -> None:
    models = changed("settle-account.bpmn", "await-refund-account-reminder", "await-payout-reminder")
    assert any("await-payout: reminds somebody" in fault for fault in faults(models))
