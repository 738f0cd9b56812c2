"""Working days, due times and elapsed working time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.persian import parse_date
from domain.public_holidays import PublicHolidays
from domain.working_time import Interval, WorkingCalendar
from tests.domain.samples import moment

HOURS = (Interval.parse("08:00-14:00"),)
SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY = 5, 6, 0, 1, 2, 3
WEEK = dict.fromkeys([SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY], HOURS)
YEARS = range(1405, 1407)
HOLIDAYS = PublicHolidays(YEARS, {})
NO_CLOSURES: dict[datetime.date, str] = {}
CALENDAR = WorkingCalendar(WEEK, HOLIDAYS, NO_CLOSURES)

START_OF_YEAR = moment("1405/01/01 00:00")
MOMENTS = st.timedeltas(datetime.timedelta(), datetime.timedelta(days=364)).map(START_OF_YEAR.__add__)


def with_closure(day: str) -> WorkingCalendar:
    return WorkingCalendar(WEEK, HOLIDAYS, {parse_date(day): "تعطیلی اعلام‌شده"})


@pytest.mark.parametrize(
    ("start", "due"),
    [("1405/09/02", "1405/09/11"), ("1405/12/18", "1406/01/08"), ("1405/12/26", "1406/01/16")],
)
def test_seven_working_days_from_saturday_to_wednesday(start: str, due: str) -> None:
    assert CALENDAR.due(moment(f"{start} 10:00"), 7) == moment(f"{due} 10:00")


@pytest.mark.parametrize(
    ("start", "due"),
    [("1405/09/02", "1405/09/10"), ("1405/12/18", "1406/01/05"), ("1405/12/26", "1406/01/11")],
)
def test_seven_working_days_where_thursday_is_worked(start: str, due: str) -> None:
    calendar = WorkingCalendar({**WEEK, THURSDAY: HOURS}, HOLIDAYS, NO_CLOSURES)
    assert calendar.due(moment(f"{start} 10:00"), 7) == moment(f"{due} 10:00")


def test_an_announced_closure_moves_what_ends_after_it() -> None:
    start = moment("1405/09/02 10:00")
    assert with_closure("1405/09/08").due(start, 7) == moment("1405/09/14 10:00")
    assert with_closure("1405/09/08").due(start, 2) == CALENDAR.due(start, 2)


def test_a_request_of_the_night_counts_from_the_next_opening() -> None:
    night, opening = moment("1405/09/05 23:00"), moment("1405/09/07 08:00")
    assert CALENDAR.elapsed(night, opening) == datetime.timedelta()
    assert CALENDAR.due(night, 1) == CALENDAR.due(opening, 1) == moment("1405/09/07 14:00")


def test_nothing_passes_on_a_holiday() -> None:
    assert not CALENDAR.is_working_day(parse_date("1405/11/22"))
    assert CALENDAR.is_working_day(parse_date("1405/11/21"))


def test_an_estimated_holiday_closes_until_its_year_is_confirmed() -> None:
    estimated, official = parse_date("1405/11/04"), parse_date("1405/11/05")
    confirmed = PublicHolidays(YEARS, {1405: {official: "نیمه شعبان"}})
    assert HOLIDAYS.name(estimated)
    assert confirmed.name(estimated) is None
    assert confirmed.name(official) == "نیمه شعبان"
    assert confirmed.name(parse_date("1405/11/22")), "a solar holiday needs no confirmation"


def test_years_with_estimated_holidays_are_reported() -> None:
    assert CALENDAR.unconfirmed_years() == (1405, 1406)
    confirmed = PublicHolidays(YEARS, {1405: {parse_date("1405/11/04"): "نیمه شعبان"}})
    assert PublicHolidays(range(1403, 1405), {}).unconfirmed_years() == ()
    assert confirmed.unconfirmed_years() == (1406,)


def test_a_lunch_break_is_no_working_time() -> None:
    hours = (Interval.parse("08:00-12:00"), Interval.parse("13:00-15:00"))
    calendar = WorkingCalendar(dict.fromkeys(WEEK, hours), HOLIDAYS, NO_CLOSURES)
    assert calendar.elapsed(moment("1405/09/02 11:00"), moment("1405/09/02 14:00")) == datetime.timedelta(
        hours=2
    )
    assert calendar.day_length == datetime.timedelta(hours=6)


def test_a_week_without_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="needs working hours"):
        WorkingCalendar({SATURDAY: ()}, HOLIDAYS, NO_CLOSURES)


@pytest.mark.parametrize("text", ["8-14", "08:00", "14:00-08:00", "08:00-08:00", "۰۸:۰۰-۱۴:۰۰x"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        Interval.parse(text)


def test_moments_of_another_zone_mean_the_same() -> None:
    start = moment("1405/09/02 10:00")
    assert CALENDAR.due(start.astimezone(datetime.UTC), 7) == CALENDAR.due(start, 7)
    assert CALENDAR.due(start.astimezone(datetime.UTC), 7).utcoffset() == datetime.timedelta(hours=3.5)


@given(st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(moments: list[datetime.datetime]) -> None:
    first, second, third = sorted(moments)
    assert CALENDAR.elapsed(first, third) == CALENDAR.elapsed(first, second) + CALENDAR.elapsed(second, third)


@given(MOMENTS, st.integers(min_value=0, max_value=40))
def test_when_a_promise_is_due_its_working_days_have_passed(start: datetime.datetime, days: int) -> None:
    assert CALENDAR.elapsed(start, CALENDAR.due(start, days)) == CALENDAR.days(days)


@given(MOMENTS, st.integers(min_value=1, max_value=40))
def test_a_promise_is_due_in_working_hours_and_no_sooner(start: datetime.datetime, days: int) -> None:
    due = CALENDAR.due(start, days)
    assert CALENDAR.is_working_day(due.date())
    assert CALENDAR.elapsed(start, due - datetime.timedelta(microseconds=1)) < CALENDAR.days(days)
