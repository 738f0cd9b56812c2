"""What did the test of the meter find, and can it be right (SLA-3.5)?"""

import datetime
from typing import Literal

from domain.connection import Connection
from domain.model import Frozen
from domain.persian import normalise
from domain.titled import Titled


class MeterTest(Frozen):
    """A technician's test as reported: reading in kWh, error in percent, positive on a fast meter.

    A meter that is gone has no serial and no reading, and one that cannot be tested may have none either.
    """

    place: Literal["on-site"] = "on-site"
    meter_serial: str = ""
    reading: int | None = None
    meter_missing: bool = False
    other_consumer: bool = False
    testable: bool
    error_percent: float | None
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
    if test.error_percent is not None:
        return ["کنتور آزمایش‌ناپذیر خطای اندازه‌گیری‌شده ندارد."]
    return [] if test.meter_missing or test.remarks.strip() else ["علت آزمایش‌ناپذیری را در توضیح بنویسید."]


def _doubts_of_measurement(test: MeterTest) -> list[str]:
    if test.error_percent is None:
        return ["خطای کنتور به درصد نوشته نشده است."]
    if not -100 < test.error_percent <= 100:
        return ["خطای کنتور میان منفی ۱۰۰ و ۱۰۰ درصد است؛ کنتور متوقف را آزمایش‌ناپذیر ثبت کنید."]
    if test.starting_passed is None or test.creep_passed is None:
        return ["نتیجه‌ی آزمون جریان راه‌اندازی و آزمون بی‌باری نوشته نشده است."]
    return []
