"""Whoever notices first that a step is late records it, once a round (SLA-2.2)."""

import pytest

from tests.ground import Ground


def breaches(ground: Ground, code: str) -> list[tuple[str, int]]:
    with ground.act() as context:
        return [(breach.step, breach.round) for breach in context.records.breaches.of_case(code)]


@pytest.mark.parametrize(
    ("topic", "variables"),
    [
        ("record-breach", {"overdueStep": "test-meter-overdue"}),
        ("check-service-time", {}),
    ],
)
def test_the_timer_and_the_daily_look_notice_the_same_breach_once(
    ground: Ground, topic: str, variables: dict[str, str]
) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.do(topic, code, **variables)
    assert breaches(ground, code) == []
    ground.clock.move(days=10)
    ground.do(topic, code, **variables)
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    ground.do("check-service-time", code)
    assert breaches(ground, code) == [("test-meter", 1)]


def test_a_timer_that_came_too_early_loses_nothing_even_where_the_case_ends_at_once(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    ground.clock.move(days=10)
    assert ground.report_test(code, otherConsumer=True) == "other-consumer"
    ground.do("archive-request", code, reason="not-eligible")
    assert breaches(ground, code) == [("test-meter", 1)]


def test_a_late_round_is_recorded_although_the_next_has_begun(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.clock.move(days=10)
    ground.report_test(code, visitResult="no-access")
    ground.do("order-test", code)
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    assert breaches(ground, code) == [("test-meter", 1)]


def test_a_wait_s_owner_has_a_working_day_beyond_the_deadline(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    with ground.act() as context:
        ask = context.records.asks.open(code)
        step = context.records.steps.open(code, "await-payment")
    assert ask is not None
    assert step is not None
    assert step.due >= ground.agreement.calendar.due(ask.deadline, 1)
