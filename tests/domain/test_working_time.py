"""Working days, due times and elapsed working time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.persian import parse_date
from domain.public_holidays import PublicHolidays
from domain.working_time import Interval, SpecialHours, WorkingCalendar
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


SHORT = (Interval.parse("09:00-13:00"),)
RAMADAN = SpecialHours(
    parse_date("1405/11/20"), parse_date("1405/12/18"), "ماه رمضان", dict.fromkeys(WEEK, SHORT)
)


def test_a_short_thursday_counts_with_its_own_hours() -> None:
    calendar = WorkingCalendar({**WEEK, THURSDAY: (Interval.parse("08:00-11:00"),)}, HOLIDAYS, NO_CLOSURES)
    thursday, saturday = moment("1405/09/05 08:00"), moment("1405/09/07 08:00")
    assert calendar.elapsed(thursday, saturday) == datetime.timedelta(hours=3)
    assert calendar.due(thursday, 1) == moment("1405/09/07 11:00"), "a working day is the longest of the week"


def test_other_hours_hold_from_their_first_day_to_their_last() -> None:
    calendar = WorkingCalendar(WEEK, HOLIDAYS, NO_CLOSURES, (RAMADAN,))
    hours = {
        day: calendar.elapsed(moment(f"{day} 00:00"), moment(f"{day} 23:59"))
        for day in ("1405/11/19", "1405/11/20", "1405/12/18", "1405/12/22")
    }
    assert [length.total_seconds() / 3600 for length in hours.values()] == [6, 4, 4, 6]


def test_a_holiday_within_other_hours_stays_closed() -> None:
    calendar = WorkingCalendar(WEEK, HOLIDAYS, NO_CLOSURES, (RAMADAN,))
    assert not calendar.is_working_day(parse_date("1405/11/22"))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1405/09/03", None),
        ("1405/09/05", "تعطیل هفتگی"),
        ("1405/09/08", "تعطیلی اعلام‌شده"),
        ("1405/12/29", "روز ملی شدن صنعت نفت ایران"),
    ],
)
def test_a_closed_day_says_why(day: str, reason: str | None) -> None:
    assert with_closure("1405/09/08").closed_because(parse_date(day)) == reason


@pytest.mark.parametrize(
    ("day", "gregorian"),
    [
        ("1404/01/01", "2025-03-21"),
        ("1405/01/01", "2026-03-21"),
        ("1405/12/29", "2027-03-20"),
        ("1406/01/01", "2027-03-21"),
        ("1407/01/01", "2028-03-20"),
        ("1408/12/30", "2030-03-20"),
    ],
)
def test_the_years_of_the_agreement_begin_and_end_on_their_days(day: str, gregorian: str) -> None:
    assert parse_date(day).isoformat() == gregorian


@pytest.mark.parametrize(
    "month_and_day", ["10/02", "10/16", "11/04", "11/22", "12/10", "12/19", "12/20", "12/29"]
)
def test_the_holidays_left_in_the_year_are_days_off(month_and_day: str) -> None:
    assert HOLIDAYS.name(parse_date(f"1405/{month_and_day}"))


def test_tehran_has_no_summer_time_any_more() -> None:
    assert moment("1405/04/15 12:00").utcoffset() == datetime.timedelta(hours=3.5)


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
