"""What did the crew report of the removal, and can it be right (SLA-3.8)?"""

import datetime
from typing import Literal

from domain.meter import MeterTest
from domain.model import Frozen


class RemovalReport(Frozen):
    """A removal as the crew reports it: final reading in kWh, and what went to the warehouse.

    A meter that is gone, or could not be tested, may have no final reading.
    """

    removed_on: datetime.date
    final_reading: int | None = None
    meter_missing: bool = False
    seals_removed: int
    equipment: tuple[Literal["meter", "box", "fuse", "cable"], ...]
    warehouse_receipt: str
    remarks: str = ""


def doubts(
    report: RemovalReport, test: MeterTest, agreed_on: datetime.date, today: datetime.date
) -> list[str]:
    """Say in Persian, for the crew, whatever cannot be right; an empty list means plausible."""
    return [*_doubts_of_date(report, agreed_on, today), *_doubts_of_work(report, test)]


def _doubts_of_date(report: RemovalReport, agreed_on: datetime.date, today: datetime.date) -> list[str]:
    if report.removed_on > today:
        return ["تاریخ جمع‌آوری هنوز نرسیده است."]
    if report.removed_on < agreed_on:
        return ["تاریخ جمع‌آوری پیش از موافقت مشترک است."]
    return []


def _doubts_of_work(report: RemovalReport, test: MeterTest) -> list[str]:
    is_missing, has_meter = report.meter_missing or test.meter_missing, "meter" in report.equipment
    judged = {
        "رقم پایانی نوشته نشده است.": report.final_reading is None and test.testable and not is_missing,
        "رقم پایانی از رقم روز آزمایش کمتر است.": _falls(test.reading, report.final_reading),
        "تعداد پلمب‌های بازشده منفی است.": report.seals_removed < 0,
        "جمع‌آوری بدون تحویل کنتور کامل نیست.": not has_meter and not is_missing,
        "کنتوری که مفقود گزارش شده است تحویل انبار نمی‌شود.": has_meter and is_missing,
        "شماره رسید انبار نوشته نشده است.": not report.warehouse_receipt.strip(),
    }
    return [sentence for sentence, is_wrong in judged.items() if is_wrong]


def _falls(tested: int | None, final: int | None) -> bool:
    return tested is not None and final is not None and final < tested
