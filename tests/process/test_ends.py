"""The other ends that are built, and the ways round: deadlines, refusal, silence, tests again."""

import pytest

from console.rehearsal import Rehearsal
from domain.requests import Outcome
from tests.kit import Case

pytestmark = pytest.mark.engine


def assert_ended(case: Case, outcome: Outcome, notice: str) -> None:
    with case.records() as records:
        assert records.requests.get(case.code).outcome == outcome
        assert records.ledger.balances(case.code).get("subscriber", 0) == 0
    assert case.notices()[-1] == notice
    assert case.path()[-1][1] == outcome
    assert not case.office.engine.running(case.code)


def test_an_unpaid_request_is_reminded_and_then_archived(office: Rehearsal) -> None:
    case = Case.of(office)
    case.register()
    office.pass_timer(case.code, "await-payment-reminder")
    case.settle()
    assert case.notices()[-1] == "payment-reminder"
    office.pass_timer(case.code, "await-payment-deadline")
    case.settle()
    assert_ended(case, Outcome.PAYMENT_EXPIRED, "archived-unpaid")


def test_refused_terms_archive_the_request_and_order_no_removal(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_consent()
    case.agree(agrees=False)
    assert_ended(case, Outcome.TERMS_REFUSED, "archived-refused")
    assert ("carry-out-removal", "order-removal") not in case.path()


def test_silence_after_a_look_at_the_terms_is_no_answer(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_consent()
    office.call("GET", f"/requests/{case.code}/terms", national_id=case.national_id).raise_for_status()
    office.pass_timer(case.code, "await-answer-deadline")
    case.settle()
    assert_ended(case, Outcome.NO_ANSWER, "archived-no-answer")


def test_silence_without_a_proven_notice_gets_a_new_deadline(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_consent()
    office.pass_timer(case.code, "await-answer-deadline")
    case.settle()
    assert office.engine.running(case.code)
    case.agree()
    office.task(case.code, "remove-connection", "field-operations")


def test_terms_sent_back_are_tested_again(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    case.test_meter()
    case.approve_terms("test-again")
    case.test_meter()
    case.approve_terms()
    case.agree()
    case.remove()
    case.pay()
    with case.records() as records:
        assert records.requests.get(case.code).outcome == Outcome.SERVED
        assert records.steps.rounds(case.code, "test-meter") == 2


def test_an_overdue_step_is_recorded_and_its_work_is_not_taken_away(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    office.pass_timer(case.code, "test-meter-due")
    case.settle()
    with case.records() as records:
        assert [breach.step for breach in records.breaches.of_case(case.code)] == ["test-meter"]
    case.test_meter()
    case.approve_terms()


def test_the_service_s_time_is_looked_at_daily(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    office.clock.move_to(office.clock().replace(month=12, day=24))
    office.pass_timer(case.code, "service-check-due")
    case.settle()
    with case.records() as records:
        assert records.breaches.warned(case.code)
