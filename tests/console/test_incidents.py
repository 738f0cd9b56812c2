"""An operator finds what stands still, learns why and what to do, and lets it be tried again."""

from typing import Any

import pytest

from console.faults import CommandError
from console.incidents import OF_A_JOB, REMEDIES, UNKNOWN_CAUSE, Standstills
from engine.client import Incident

CODE, OTHER_CODE = "14051234567817", "14058765432191"
MODEL = """<definitions><process id="collect-payment">
<serviceTask id="request-payment" name="درخواست پرداخت"/></process></definitions>""".encode()


def an_incident(number: str = "1", **changes: Any) -> Incident:
    usual = {
        "id": f"incident-{number}",
        "root": f"incident-{number}",
        "kind": "failedExternalTask",
        "activity_id": "request-payment",
        "process_instance_id": f"instance-{number}",
        "process_definition_id": "collect-payment:1",
        "message": "MissingFigure at domain.tariff:12: the agreement has no removal_fee on 2026-11-24",
        "subject": f"task-{number}",
        "since": "2026-11-24T05:30:00Z",
    }
    return Incident.model_validate(usual | changes)


class Engine:
    """An engine with these incidents, that remembers what was tried again."""

    def __init__(self, *incidents: Incident) -> None:
        self._incidents = incidents
        self.retried: list[tuple[str, str, int]] = []

    def incidents(self) -> list[Incident]:
        return list(self._incidents)

    def business_keys(self, instance_ids: list[str]) -> dict[str, str]:
        codes = {"instance-1": CODE, "instance-2": OTHER_CODE}
        return {one: codes[one] for one in instance_ids}

    def model(self, definition_id: str) -> bytes:
        return MODEL

    def set_retries(self, task_id: str, retries: int) -> None:
        self.retried.append(("task", task_id, retries))

    def set_job_retries(self, job_id: str, retries: int) -> None:
        self.retried.append(("job", job_id, retries))


def standstills(*incidents: Incident) -> Standstills:
    return Standstills(Engine(*incidents))  # type: ignore[arg-type]


def test_a_standstill_is_told_with_code_step_cause_and_remedy() -> None:
    (found,) = standstills(an_incident()).all
    assert found.tracking_code == CODE
    assert found.step == "درخواست پرداخت"
    assert found.since == "۱۴۰۵/۰۹/۰۳ ساعت ۰۹:۰۰"
    assert found.cause == "MissingFigure"
    assert found.says == "the agreement has no removal_fee on 2026-11-24"
    assert found.remedy == REMEDIES["MissingFigure"]


def test_a_fault_without_a_sentence_is_told_by_its_place() -> None:
    (found,) = standstills(an_incident(message="KeyError at workers.shared.send_notice:31")).all
    assert (found.cause, found.says, found.remedy) == (
        "KeyError",
        "at workers.shared.send_notice:31",
        UNKNOWN_CAUSE,
    )


def test_a_timer_that_fails_is_told_in_the_engine_s_words() -> None:
    (found,) = standstills(an_incident(kind="failedJob", message="Unknown property used")).all
    assert (found.cause, found.says, found.remedy) == ("failedJob", "Unknown property used", OF_A_JOB)


def test_the_echo_of_an_incident_in_a_calling_process_is_left_out() -> None:
    echo = an_incident("2", root="incident-1")
    assert [one.task for one in standstills(an_incident(), echo).all] == ["task-1"]


def test_one_some_or_all_are_chosen_by_tracking_code_or_task() -> None:
    both = standstills(an_incident("1"), an_incident("2"))
    assert [one.task for one in both.chosen([CODE])] == ["task-1"]
    assert [one.task for one in both.chosen(["۱۴۰۵۱۲۳۴۵۶۷۸۱۷"])] == ["task-1"]
    assert [one.task for one in both.chosen(["task-2", CODE])] == ["task-1", "task-2"]


def test_what_does_not_stand_still_cannot_be_chosen() -> None:
    with pytest.raises(CommandError, match=OTHER_CODE):
        standstills(an_incident()).chosen([CODE, OTHER_CODE])


def test_a_task_and_a_timer_are_tried_again_each_in_its_way() -> None:
    engine = Engine(an_incident("1"), an_incident("2", kind="failedJob"))
    found = Standstills(engine)  # type: ignore[arg-type]
    for one in found.all:
        found.retry(one)
    assert engine.retried == [("task", "task-1", 3), ("job", "task-2", 1)]
