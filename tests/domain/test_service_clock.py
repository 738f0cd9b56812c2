"""The time of the service, without what the subscriber took (SLA-2.2)."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.service_clock import Wait, service_time
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
