"""Hours of a week in words (SLA-4.3)."""

from typing import Any

from domain.hours import WeekHours

WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")


def week(*usual: str, **others: list[str]) -> WeekHours:
    days: dict[str, Any] = {**{day: list(usual) for day in WEEKDAYS}, **others}
    return WeekHours.model_validate(days)


def test_days_of_the_same_hours_are_told_together() -> None:
    office = week("08:00-14:00", thursday=["08:00-12:30"], friday=[])
    assert office.in_words() == ("شنبه تا چهارشنبه ۰۸:۰۰ تا ۱۴:۰۰", "پنج‌شنبه ۰۸:۰۰ تا ۱۲:۳۰")


def test_a_break_divides_the_hours_of_a_day() -> None:
    shop = week("08:00-12:00", "16:00-20:00")
    assert shop.in_words() == ("شنبه تا جمعه ۰۸:۰۰ تا ۱۲:۰۰ و ۱۶:۰۰ تا ۲۰:۰۰",)


def test_a_day_off_in_the_middle_divides_the_week() -> None:
    assert week("08:00-14:00", monday=[], thursday=[], friday=[]).in_words() == (
        "شنبه تا یک‌شنبه ۰۸:۰۰ تا ۱۴:۰۰",
        "سه‌شنبه تا چهارشنبه ۰۸:۰۰ تا ۱۴:۰۰",
    )
