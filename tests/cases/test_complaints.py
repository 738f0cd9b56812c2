"""The ten complaints of users of other service desks about their clocks, and that none of them is ours.

The name says what is so here, the docstring what is complained of.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from cases.supervision import waits_of
from domain.agreement import Agreement
from domain.persian import TEHRAN
from domain.service_clock import explain, service_time
from domain.working_time import Interval, WorkingCalendar
from tests.ground import Ground

FRIDAY_NIGHT = datetime(2026, 11, 27, 23, 30, tzinfo=TEHRAN)
THURSDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 28)


def used(ground: Ground, code: str, agreement: Agreement | None = None) -> timedelta:
    """How long the company has had the request so far."""
    with ground.act() as context:
        request = context.records.requests.get(code)
        calendar = (agreement or ground.agreement).calendar
        waits = waits_of(context, code)
        return service_time(request.registered_at, waits, request.ended_at or context.now, calendar)


def test_every_time_that_leaves_the_service_names_its_zone(ground: Ground) -> None:
    """A deadline without a zone is read in the browser's own, and is red at birth."""
    code = ground.register()
    told = {**ask_payment(ground, code), **order_test(ground, code)}
    for name in ("askDue", "stepDue"):
        assert datetime.fromisoformat(told[name]).utcoffset() is not None
    start = datetime.fromisoformat(told["reminders"].split("/")[1])
    assert start.utcoffset() == timedelta(hours=3, minutes=30)


def test_an_end_while_waiting_leaves_the_wait_out(ground: Ground) -> None:
    """From paused straight to resolved, the pause is not taken off."""
    code = ground.register()
    ground.to_the_payment(code)
    before = used(ground, code)
    ground.clock.move(days=6)
    ground.do("archive-request", code, reason="payment-expired")
    assert used(ground, code) == before


def test_waiting_over_a_weekend_takes_off_the_working_time_in_it_and_no_more(ground: Ground) -> None:
    """A pause is counted day and night, while the target is in working days."""
    ground.clock.now = datetime(2026, 11, 25, 13, 0, tzinfo=TEHRAN)
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.now = datetime(2026, 11, 28, 9, 0, tzinfo=TEHRAN)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    ground.clock.move(hours=2)
    assert used(ground, code) == timedelta(hours=2)


@pytest.mark.parametrize("moment", [FRIDAY_NIGHT, datetime(2026, 11, 28, 3, 0, tzinfo=TEHRAN)])
def test_a_request_of_a_closed_day_counts_from_the_next_opening(ground: Ground, moment: datetime) -> None:
    """Created out of hours, it counts from its creation, or below zero."""
    ground.clock.now = moment
    code = ground.register()
    assert used(ground, code) == timedelta()
    ground.clock.now = datetime(2026, 11, 28, 8, 0, tzinfo=TEHRAN) + timedelta(minutes=1)
    assert used(ground, code) == timedelta(minutes=1)


def test_a_renewed_agreement_keeps_the_waits(ground: Ground) -> None:
    """A new agreement forgets the pauses."""
    code = ground.register()
    ground.to_the_payment(code)
    ground.clock.move(days=2)
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    before = used(ground, code)
    renewed = replace(ground.agreement, validity=ground.agreement.validity.model_copy())
    assert used(ground, code, renewed) == before == timedelta()


def test_a_wait_that_is_prolonged_is_no_breach_and_has_a_new_due_time(ground: Ground) -> None:
    """Breached while pending."""
    code = ground.register()
    ground.to_the_terms(code)
    with ground.act() as context:
        due = context.records.steps.latest(code, "await-answer").due  # type: ignore[union-attr]
        deadline = context.records.asks.open(code, "consent").deadline  # type: ignore[union-attr]
    ground.clock.now = deadline + timedelta(seconds=1)
    ground.do("record-answer", code)
    ground.clock.now = due + timedelta(seconds=1)
    ground.do("record-breach", code, overdueStep="await-answer-overdue")
    ground.do("check-service-time", code)
    with ground.act() as context:
        assert not context.records.breaches.of_case(code)
        assert context.records.steps.open(code, "await-answer").due > ground.clock()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "asked",
    [
        datetime(2026, 11, 24, 23, 59, tzinfo=TEHRAN),
        datetime(2026, 11, 25, 0, 0, tzinfo=TEHRAN),
        datetime(2026, 11, 25, 9, 0, tzinfo=TEHRAN),
    ],
)
def test_reminders_begin_at_the_opening_of_a_working_day(ground: Ground, asked: datetime) -> None:
    """A reminder lands at midnight."""
    ground.clock.now = asked
    told = ask_payment(ground, ground.register())
    start = datetime.fromisoformat(told["reminders"].split("/")[1])
    assert start.time() == time(8, 0)
    assert ground.agreement.calendar.is_working_day(start.date())


def test_nobody_is_reminded_on_a_closed_day_or_before_the_opening(ground: Ground) -> None:
    """A reminder lands at midnight, or on a day of rest."""
    code = ground.register()
    ground.to_the_payment(code)
    for closed in (FRIDAY_NIGHT, datetime(2026, 11, 28, 22, 0, tzinfo=TEHRAN)):
        ground.clock.now = closed
        ground.do("send-reminder", code)
    assert "payment-reminder" not in ground.notices(code)
    ground.clock.now = datetime(2026, 11, 29, 6, 0, tzinfo=TEHRAN)
    ground.do("send-reminder", code)
    with ground.act() as context:
        reminder = context.records.outbox.of_case(code, "sms")[-1]
        assert context.records.asks.open(code).reminders == 1  # type: ignore[union-attr]
    assert reminder.template == "payment-reminder"
    assert reminder.next_attempt_at == datetime(2026, 11, 29, 8, 0, tzinfo=TEHRAN)


def test_the_days_account_for_the_time_used_to_the_second(ground: Ground) -> None:
    """Nobody understands why the due date is that date."""
    code = ground.register()
    ground.to_the_terms(code)
    ground.clock.move(days=8)
    with ground.act() as context:
        registered, calendar = context.records.requests.get(code).registered_at, ground.agreement.calendar
        days = explain(registered, waits_of(context, code), context.now, calendar, 7)
    assert sum((day.used for day in days), timedelta()) == used(ground, code) > timedelta()
    assert [day.day for day in days if day.closed] == [THURSDAY, FRIDAY_NIGHT.date()]
    assert days[0].waiting


def test_a_noon_break_and_a_short_thursday_are_no_working_time(ground: Ground) -> None:
    """No lunch break."""
    noon = (Interval.parse("08:00-12:00"), Interval.parse("13:00-16:00"))
    week: Mapping[int, tuple[Interval, ...]] = {
        **dict.fromkeys((5, 6, 0, 1, 2), noon),
        THURSDAY.weekday(): (Interval.parse("08:00-11:00"),),
    }
    calendar = replace(ground.agreement.calendar, week=week)
    thursday = datetime.combine(THURSDAY, time(10, 0), TEHRAN)
    saturday = datetime.combine(SATURDAY, time(14, 0), TEHRAN)
    assert calendar.elapsed(thursday, saturday) == timedelta(hours=1 + 4 + 1)


def test_a_calendar_without_hours_is_refused(ground: Ground) -> None:
    """A broken calendar silently means day and night."""
    calendar = ground.agreement.calendar
    with pytest.raises(ValueError, match="working hours"):
        WorkingCalendar(dict.fromkeys(range(7), ()), calendar.holidays, calendar.closures)


def ask_payment(ground: Ground, code: str) -> dict[str, str]:
    ground.do("check-eligibility", code)
    ground.do("calculate-cost", code)
    return ground.do("request-payment", code)


def order_test(ground: Ground, code: str) -> dict[str, str]:
    ground.pay(code, "ref-1")
    ground.do("record-payment", code)
    return ground.do("order-test", code)
