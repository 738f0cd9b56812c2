"""A request is registered once, at once, and heard of by the engine whenever it comes back."""

from datetime import timedelta

import pytest

from cases.refusals import AgreementNotInForce, DuplicateRequest, IdempotencyKeyReused
from cases.register import service_checks
from tests.ground import STRANGER, Ground, a_connection


def test_the_applicant_gets_a_code_and_the_subscriber_on_the_register_hears_of_it(ground: Ground) -> None:
    code = ground.register()
    assert len(code) == 14
    assert ground.notices(code) == ["request-registered", "subscription-alert"]


def test_the_start_is_to_be_rung_with_the_daily_check_of_the_service_time(ground: Ground) -> None:
    code = ground.register()
    with ground.act() as context:
        (bell,) = context.records.bells.unstopped(code)
        row = context.records.bells.get_to_ring(bell)
        assert row is not None
        assert (row.message, row.variables) == (
            "request-registered",
            {"serviceChecks": "R/2026-11-25T08:00:00+03:30/P1D"},
        )


def test_the_daily_check_begins_the_day_after_in_tehran(ground: Ground) -> None:
    late_evening = ground.clock().replace(hour=23, minute=50)
    assert service_checks(late_evening) == "R/2026-11-25T08:00:00+03:30/P1D"
    assert service_checks(late_evening + timedelta(minutes=20)) == "R/2026-11-26T08:00:00+03:30/P1D"


def test_the_same_key_and_body_is_the_same_request(ground: Ground) -> None:
    assert ground.register() == ground.register()


def test_the_same_key_with_another_body_is_refused(ground: Ground) -> None:
    ground.register()
    with pytest.raises(IdempotencyKeyReused):
        ground.register(national_id=STRANGER)


def test_a_second_request_for_a_connection_waits_for_the_end_of_the_first(ground: Ground) -> None:
    code = ground.register()
    with pytest.raises(DuplicateRequest):
        ground.register(key="key-2")
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    assert ground.register(key="key-2") != code


def test_the_last_day_of_validity_counts_and_the_day_after_does_not(ground: Ground) -> None:
    ground.clock.now = ground.clock.now.replace(year=2027, month=3, day=20, hour=23, minute=59)
    ground.register()
    ground.clock.move(minutes=2)
    with pytest.raises(AgreementNotInForce):
        ground.register(key="key-2", bill_id=a_connection().bill_id.__class__.compose(87654321, "036"))
