"""The time of the service, without what the subscriber took (SLA-2.2)."""

import datetime
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.service_clock import Day, Wait, explain, reached, service_time
from tests.domain.samples import AGREEMENT, moment

CALENDAR = AGREEMENT.calendar
START, END = moment("1405/09/02 08:00"), moment("1405/09/11 14:00")
HOURS_OF_THE_SPAN = st.integers(min_value=0, max_value=24 * 9)


def hours(number: int) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


def wait(opened: str, deadline: str, answered: str | None = None) -> Wait:
    return Wait(
        opened=moment(opened), deadline=moment(deadline), answered=moment(answered) if answered else None
    )


def worked(*waits: Wait) -> datetime.timedelta:
    return service_time(START, waits, END, CALENDAR)


def test_without_waits_all_working_time_is_the_companys() -> None:
    assert worked() == CALENDAR.days(8)


def test_the_time_until_the_answer_is_the_subscribers() -> None:
    assert worked(wait("1405/09/02 08:00", "1405/09/10 14:00", "1405/09/03 10:00")) == CALENDAR.days(
        8
    ) - hours(8)


def test_a_late_answer_does_not_stop_the_clock_beyond_the_deadline() -> None:
    late = wait("1405/09/02 08:00", "1405/09/03 14:00", "1405/09/10 14:00")
    assert worked(late) == worked(wait("1405/09/02 08:00", "1405/09/03 14:00")) == CALENDAR.days(6)


def test_a_wait_over_a_closed_day_gives_only_its_working_hours() -> None:
    assert worked(wait("1405/09/04 13:00", "1405/09/07 09:00")) == CALENDAR.days(8) - hours(2)


def test_a_wait_that_is_open_still_counts_until_now() -> None:
    assert worked(wait("1405/09/11 08:00", "1405/09/20 14:00")) == CALENDAR.days(7)


def test_waits_at_the_same_time_count_once() -> None:
    one, other = wait("1405/09/02 08:00", "1405/09/03 14:00"), wait("1405/09/03 08:00", "1405/09/04 14:00")
    assert worked(one, other) == worked(other, one) == worked(one, other, one) == CALENDAR.days(5)


@given(HOURS_OF_THE_SPAN, HOURS_OF_THE_SPAN, HOURS_OF_THE_SPAN)
def test_a_wait_cut_in_two_changes_nothing(one: int, two: int, three: int) -> None:
    first, second, third = (START + hours(number) for number in sorted((one, two, three)))
    whole = Wait(opened=first, deadline=third)
    halves = (Wait(opened=first, deadline=second), Wait(opened=second, deadline=third))
    assert worked(whole) == worked(*halves)


@given(st.lists(st.tuples(HOURS_OF_THE_SPAN, HOURS_OF_THE_SPAN)))
def test_the_service_never_takes_less_than_nothing(spans: list[tuple[int, int]]) -> None:
    waits = [Wait(opened=START + hours(start), deadline=START + hours(end)) for start, end in spans]
    assert datetime.timedelta() <= worked(*waits) <= CALENDAR.days(8)


def a_wait(start: int, end: int) -> Wait:
    return Wait(opened=START + hours(start), deadline=START + hours(end), what="پرداخت هزینه جمع‌آوری")


def used_so_far(days: tuple[Day, ...]) -> list[datetime.timedelta]:
    return list(accumulate(day.used for day in days))


@given(st.lists(st.tuples(HOURS_OF_THE_SPAN, HOURS_OF_THE_SPAN), max_size=5), HOURS_OF_THE_SPAN)
def test_the_days_explain_the_clock_to_the_second(spans: list[tuple[int, int]], length: int) -> None:
    waits, until = [a_wait(start, end) for start, end in spans], START + hours(length)
    days = explain(START, waits, until, CALENDAR, 7)
    used = sum((day.used for day in days), datetime.timedelta())
    waited = sum((day.waited for day in days), datetime.timedelta())
    assert used == service_time(START, waits, until, CALENDAR)
    assert used + waited == CALENDAR.elapsed(START, until)
    assert [day.left for day in days] == [CALENDAR.days(7) - spent for spent in used_so_far(days)]


def test_each_day_says_why_it_took_nothing() -> None:
    """Monday to Thursday: a day of work, a wait of a day and a half, half a day of work, and a day off."""
    waiting = Wait(
        opened=moment("1405/09/03 08:00"),
        deadline=moment("1405/09/10 14:00"),
        answered=moment("1405/09/04 11:00"),
        what="پاسخ به شرایط",
    )
    days = explain(START, [waiting], moment("1405/09/06 00:00"), CALENDAR, 7)
    assert [day.closed for day in days] == [None, None, None, "تعطیل هفتگی"]
    assert [day.waiting for day in days] == [(), ("پاسخ به شرایط",), ("پاسخ به شرایط",), ()]
    assert [day.used for day in days] == [hours(6), hours(0), hours(3), hours(0)]
    assert [day.waited for day in days] == [hours(0), hours(6), hours(3), hours(0)]
    assert [day.left for day in days] == [hours(36), hours(36), hours(33), hours(33)]


def test_a_promise_that_is_overrun_has_less_than_nothing_left() -> None:
    assert explain(START, [], END, CALENDAR, 7)[-1].left == -CALENDAR.days(1)


def test_a_request_of_the_night_takes_nothing_until_the_next_opening() -> None:
    night, opening = moment("1405/09/05 23:00"), moment("1405/09/07 08:00")
    assert all(day.used == hours(0) for day in explain(night, [], opening, CALENDAR, 7))


@pytest.mark.parametrize(
    ("worked_hours", "warned"),
    [(0, ()), (31, ()), (32, (75,)), (41, (75,)), (42, (75, 100)), (62, (75, 100)), (63, (75, 100, 150))],
)
def test_a_warning_falls_due_at_its_share_of_the_target(worked_hours: int, warned: tuple[int, ...]) -> None:
    """Seven days of six hours are 42: three quarters are 31.5, one and a half times 63."""
    assert reached(hours(worked_hours), CALENDAR.days(7), AGREEMENT.warning_percents) == warned


def test_a_straight_way_from_a_wait_to_the_end_leaves_the_wait_out() -> None:
    waiting = wait("1405/09/03 08:00", "1405/09/20 14:00")
    assert service_time(START, [waiting], END, CALENDAR) == CALENDAR.days(1)
