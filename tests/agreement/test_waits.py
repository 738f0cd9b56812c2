"""Waits: the records, the relay and the agreement know each of them, with its message and its words."""

import pytest

from cases.progress import WAITING
from cases.relay import STARTS
from cases.safekeeping import WAITS, Wait
from cases.withdraw import MESSAGE as WITHDRAWAL
from channels import words
from domain.groups import Group
from tests.agreement.shipped import MAIN, MODELS
from tests.domain.samples import AGREEMENT
from workers.shared.send_reminder import REMINDERS


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
