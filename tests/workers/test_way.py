"""A request goes its whole way through the workers, without an engine."""

import pytest

from tests.ground import REMOVAL_FORM, STRANGER, TEST_FORM, Ground
from workers.carry_out_removal.order_removal import NoConsent


def test_a_debtor_s_request_is_served_and_leaves_every_account_explained(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_debt(code)
    ground.pay(code, "ref-2")
    assert ground.do("record-payment", code) == {"outcome": "paid"}
    assert ground.do("reconcile-debt", code) == {"balanceState": "settled"}
    assert ground.do("close-account", code) == {"outcome": "closed"}
    ground.do("issue-certificate", code)
    ground.do("send-notice", code, template="result-issued")
    assert ground.notices(code) == [
        "request-registered",
        "subscription-alert",
        "cost-announced",
        "payment-received",
        "terms-announced",
        "consent-recorded",
        "settlement-due",
        "result-issued",
    ]
    balances = ground.balances(code)
    assert balances["subscriber"] == 0
    assert sum(balances.values()) == 0
    assert ground.request(code).outcome == "served"


def test_a_stranger_s_request_is_not_eligible_and_says_why(ground: Ground) -> None:
    code = ground.register(national_id=STRANGER)
    assert ground.do("check-eligibility", code)["outcome"] == "not-eligible"
    ground.do("archive-request", code, reason="not-eligible")
    ground.do("send-notice", code, template="archived-not-eligible")
    assert ground.notices(code)[-1] == "archived-not-eligible"
    assert ground.request(code).outcome == "not-eligible"
    assert ground.balances(code) == {}


def test_a_served_connection_cannot_be_removed_again(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_debt(code)
    ground.pay(code, "ref-2")
    for topic in ("record-payment", "reconcile-debt", "close-account", "issue-certificate"):
        ground.do(topic, code)
    again = ground.register(key="key-2")
    assert ground.do("check-eligibility", again)["outcome"] == "not-eligible"


def test_a_test_with_another_meter_s_number_goes_back_to_the_tester_with_the_reason(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("order-test", code)
    sent = {**TEST_FORM, "meterSerial": "99999999"}
    assert (
        ground.do("record-meter-test", code, completedBy="meter-testing", **sent)["outcome"] == "implausible"
    )
    assert "بازگشت" in ground.do("order-test", code)["stepText"]


def test_a_final_reading_below_the_tested_one_goes_back_to_the_crew(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    sent = {**REMOVAL_FORM, "finalReading": 10_100}
    answer = ground.do("record-removal", code, completedBy="field-operations", **sent)
    assert answer["outcome"] == "implausible"
    assert ground.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM) == {
        "outcome": "recorded"
    }


@pytest.mark.parametrize("missing", ["removedOn", "finalReading"])
def test_a_removal_form_without_a_required_field_goes_back_to_the_crew(ground: Ground, missing: str) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    sent = {name: value for name, value in REMOVAL_FORM.items() if name != missing}
    assert ground.do("record-removal", code, completedBy="crew", **sent)["outcome"] == "implausible"


def test_no_removal_is_ordered_without_consent(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    with pytest.raises(NoConsent):
        ground.do("order-removal", code)
    with ground.act() as context:
        assert context.records.steps.open(code, "remove-connection") is None


def test_a_decision_that_is_none_of_the_form_s_goes_back_to_the_same_desk(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("order-test", code)
    ground.do("record-meter-test", code, completedBy="meter-testing", **TEST_FORM)
    ground.do("assess-terms", code, verdict="sound")
    answer = ground.do("record-approval", code, approval="burn it", completedBy="subscriber-affairs")
    assert answer == {"outcome": "unclear"}


def test_money_that_comes_before_the_account_is_closed_sends_the_case_round_again(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_debt(code)
    assert ground.do("close-account", code) == {"outcome": "changed"}


def test_reminders_fall_silent_after_the_agreement_s_number(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    most = ground.agreement.reminders("payment").most
    for _ in range(most + 2):
        ground.do("send-reminder", code)
    assert ground.notices(code).count("payment-reminder") == most


def test_nothing_is_reminded_of_once_it_is_paid(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("send-reminder", code)
    assert "payment-reminder" not in ground.notices(code)


def test_a_missed_target_is_recorded_once_and_not_before_it_is_missed(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.do("order-test", code)
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    with ground.act() as context:
        assert not context.records.breaches.of_case(code)
    ground.clock.move(days=30)
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    with ground.act() as context:
        assert [breach.step for breach in context.records.breaches.of_case(code)] == ["test-meter"]


def test_the_service_s_own_time_is_warned_about_once_a_threshold(ground: Ground) -> None:
    code = ground.register()
    ground.clock.move(days=60)
    ground.do("check-service-time", code)
    ground.do("check-service-time", code)
    with ground.act() as context:
        assert context.records.breaches.warned(code) == set(ground.agreement.warning_percents)


def test_waiting_for_the_subscriber_is_not_the_company_s_time(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=3)
    ground.do("check-service-time", code)
    with ground.act() as context:
        assert context.records.breaches.warned(code) == set()
