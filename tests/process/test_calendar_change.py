"""A closure announced today moves due times and timers of what is open, on the real engine."""

from dataclasses import replace
from datetime import date

import pytest

from cases.calendar_change import Shift, apply
from console.engines import engine_for
from console.rehearsal import Rehearsal
from domain.agreement import Agreement
from engine.client import Job
from tests.kit import Case

pytestmark = pytest.mark.engine
CLOSED = date(2026, 11, 25)
"""Wednesday, the day after the rehearsal begins."""


def closed(agreement: Agreement) -> Agreement:
    return replace(agreement, calendar=replace(agreement.calendar, closures={CLOSED: "تعطیلی نمونه"}))


def close(office: Rehearsal, agreement: Agreement) -> list[Shift]:
    """What `barchin agreement apply` does, with the rights that it has."""
    operator = engine_for("operator", office.office.settings, office.office.secrets)
    return apply(office.office.database, operator, closed(agreement))


def timer(case: Case, activity_id: str) -> Job:
    (found,) = (job for job in case.office.engine.jobs(case.code) if job.activity_id == activity_id)
    return found


def test_a_task_gets_a_later_due_date_and_its_timer_goes_with_it(
    office: Rehearsal, agreement: Agreement
) -> None:
    case = Case.of(office)
    case.to_the_test()
    before = office.task(case.code, "test-meter", "meter-testing").due
    shifts = close(office, agreement)
    with case.records() as records:
        step = records.steps.open(case.code, "test-meter")
    assert step is not None
    assert [shift.of for shift in shifts] == ["test-meter"]
    assert before is not None
    assert before < step.due == office.task(case.code, "test-meter", "meter-testing").due
    assert timer(case, "test-meter-due").due == step.due


def test_a_wait_s_deadline_is_moved_and_still_leads_to_its_reader(
    office: Rehearsal, agreement: Agreement
) -> None:
    case = Case.of(office)
    case.register()
    close(office, agreement)
    with case.records() as records:
        ask = records.asks.open(case.code)
    assert ask is not None
    assert timer(case, "await-payment-deadline").due == ask.deadline
    assert close(office, agreement) == []
    case.office.pass_timer(case.code, "await-payment-deadline")
    case.settle()
    with case.records() as records:
        assert records.requests.get(case.code).outcome == "payment-expired"
