"""What did the crew report of the removal, and can it be right (SLA-3.8)?"""

import datetime
from typing import Literal

from domain.meter import MeterTest
from domain.model import Frozen


class RemovalReport(Frozen):
    """A removal as the crew reports it: final reading in kWh, and what went to the warehouse."""

    removed_on: datetime.date
    final_reading: int
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
    judged = {
        "رقم پایانی از رقم روز آزمایش کمتر است.": report.final_reading < test.reading,
        "تعداد پلمب‌های بازشده منفی است.": report.seals_removed < 0,
        "جمع‌آوری بدون تحویل کنتور کامل نیست.": "meter" not in report.equipment,
        "شماره رسید انبار نوشته نشده است.": not report.warehouse_receipt.strip(),
    }
    return [sentence for sentence, is_wrong in judged.items() if is_wrong]
