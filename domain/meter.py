"""What did the test of the meter find, and can it be right (SLA-3.5)?"""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

from domain.charges import decimal
from domain.connection import Connection
from domain.model import Frozen
from domain.persian import digits, normalise
from domain.titled import Titled

LEAST_ERROR, MOST_ERROR = -99.99, 100.0
"""What can be measured, in percent: a meter at −100 stands still, and there is nothing to correct by."""


class LoadPoint(Titled):
    """A load at which the meter is compared with a reference, in parts of its basic current Ib."""

    FULL = "full", "بار کامل"
    LIGHT = "light", "بار سبک"
    INDUCTIVE = "inductive", "بار پس‌فاز"

    @property
    def conditions(self) -> str:
        """Its current and power factor, in Persian."""
        return CONDITIONS[self]


CONDITIONS: Final[Mapping[LoadPoint, str]] = {
    LoadPoint.FULL: "جریان پایه، ضریب قدرت ۱",
    LoadPoint.LIGHT: "یک‌دهم جریان پایه، ضریب قدرت ۱",
    LoadPoint.INDUCTIVE: "جریان پایه، ضریب قدرت ۰٫۵",
}


class PointError(Frozen):
    """The error measured at a load point, in percent, and how much it weighs in the meter's error."""

    point: LoadPoint
    error_percent: float
    weight: int


class MeterTest(Frozen):
    """A technician's test as reported: reading in kWh, error in percent, positive on a fast meter.

    Its error is worked out of those at the load points; forms before these asked for the one error alone.
    It is an `example` where the weights of the load points are one.

    A meter that is gone has no serial and no reading, and one that cannot be tested may have none either.
    """

    place: Literal["on-site"] = "on-site"
    meter_serial: str = ""
    reading: int | None = None
    meter_missing: bool = False
    other_consumer: bool = False
    testable: bool
    error_percent: float | None
    points: tuple[PointError, ...] = ()
    example: bool = False
    seals_intact: bool
    starting_passed: bool | None
    creep_passed: bool | None
    tested_on: datetime.date
    remarks: str = ""


class Verdict(Titled):
    """What a test says about the meter; its error may be 2 % either way (regulation 4-43-1)."""

    SOUND = "sound", "سالم"
    INACCURATE = "inaccurate", "معیوب با تعدیل"
    TAMPERED = "tampered", "دستکاری‌شده"
    UNTESTABLE = "untestable", "آزمایش‌ناپذیر"


def error_of(points: Sequence[PointError]) -> float | None:
    """Average the errors of all load points by their weights, to two decimals; none while one is missing."""
    if {one.point for one in points} != set(LoadPoint):
        return None
    weighted = sum((one.weight * Fraction(str(one.error_percent)) for one in points), Fraction())
    return float(round(weighted / sum(one.weight for one in points), 2))


def percent(error: float) -> str:
    """Write an error for people; isolated, so that a minus stays before its number from right to left.

    >>> percent(-0.5)
    '\u2066−۰٫۵\u2069 درصد'
    """
    return f"\u2066{decimal(Fraction(str(error)))}\u2069 درصد"


def errors_in_words(test: MeterTest) -> dict[str, str]:
    """Tell the meter's error, after those at the load points that it was worked out of."""
    at_points = {
        f"خطا در {one.point.title}": f"{percent(one.error_percent)}، با وزن {digits(one.weight)}"
        f" ({one.point.conditions})"
        for one in test.points
    }
    if test.error_percent is None:
        return at_points
    averaged = "، میانگین وزنی" if test.points else ""
    return {**at_points, "خطای کنتور": f"{percent(test.error_percent)}{averaged}"}


def doubts(test: MeterTest, connection: Connection, today: datetime.date) -> list[str]:
    """Say in Persian, for the technician, whatever cannot be right; an empty list means plausible."""
    return [
        *_doubts_of_meter(test, connection),
        *_doubts_of_date(test, connection, today),
        *_doubts_of_result(test),
    ]


def _doubts_of_meter(test: MeterTest, connection: Connection) -> list[str]:
    if test.meter_missing:
        return ["کنتوری که در محل نیست آزمایش نمی‌شود؛ آن را آزمایش‌ناپذیر ثبت کنید."] if test.testable else []
    serial = normalise(test.meter_serial) == normalise(connection.meter_serial)
    return [
        *([] if serial else ["شماره بدنه کنتور با پرونده یکی نیست."]),
        *_doubts_of_reading(test, connection),
    ]


def _doubts_of_reading(test: MeterTest, connection: Connection) -> list[str]:
    if test.reading is None:
        return ["رقم کنتور نوشته نشده است."] if test.testable else []
    if test.reading < connection.last_reading:
        return ["رقم کنتور از آخرین رقم صورتحساب کمتر است."]
    if test.reading >= 10**connection.meter_digits:
        return ["رقم کنتور بیش از شمار رقم‌های شمارنده است."]
    return []


def _doubts_of_date(test: MeterTest, connection: Connection, today: datetime.date) -> list[str]:
    if test.tested_on > today:
        return ["تاریخ آزمایش هنوز نرسیده است."]
    if test.tested_on < connection.last_read_on:
        return ["تاریخ آزمایش پیش از آخرین قرائت است."]
    return []


def _doubts_of_result(test: MeterTest) -> list[str]:
    if test.testable:
        return _doubts_of_measurement(test)
    if test.points or test.error_percent is not None:
        return ["کنتور آزمایش‌ناپذیر خطای اندازه‌گیری‌شده ندارد."]
    return [] if test.meter_missing or test.remarks.strip() else ["علت آزمایش‌ناپذیری را در توضیح بنویسید."]


def _doubts_of_measurement(test: MeterTest) -> list[str]:
    if missing := _points_missing(test):
        return [f"خطای کنتور در {'، '.join(point.title for point in missing)} نوشته نشده است."]
    if not all(LEAST_ERROR <= error <= MOST_ERROR for error in _errors(test)):
        return ["خطای کنتور میان منفی ۱۰۰ و ۱۰۰ درصد است؛ کنتور متوقف را آزمایش‌ناپذیر ثبت کنید."]
    if test.starting_passed is None or test.creep_passed is None:
        return ["نتیجه‌ی آزمون جریان راه‌اندازی و آزمون بی‌باری نوشته نشده است."]
    return []


def _points_missing(test: MeterTest) -> list[LoadPoint]:
    """The load points without an error; none is missing where an earlier form asked for the one error."""
    if not test.points and test.error_percent is not None:
        return []
    measured = {one.point for one in test.points}
    return [point for point in LoadPoint if point not in measured]


def _errors(test: MeterTest) -> list[float]:
    return [one.error_percent for one in test.points] or [test.error_percent or 0.0]
