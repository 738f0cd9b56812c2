"""What did staff fill in, and can it be right? The form's own checks are the browser's; these are ours."""

from datetime import date

from pydantic import BaseModel

from cases.context import Context
from domain import meter, removal
from domain.meter import MeterTest
from domain.persian import TEHRAN, parse_date
from domain.refusals import Refusal
from domain.removal import RemovalReport
from records.tables import Request

LONGEST_REMARK = 500
NOTHING_READ = -1


class MeterTestForm(BaseModel):
    """The fields of `bpmn/test-meter.form`."""

    meter_serial: str | None = None
    meter_reading: int | None = None
    testable: bool | None = None
    error_percent: float | None = None
    seals_intact: bool | None = None
    starting_passed: bool | None = None
    creep_passed: bool | None = None
    tested_on: str | None = None
    remarks: str | None = None


class RemovalForm(BaseModel):
    """The fields of `bpmn/remove-connection.form`."""

    removed_on: str | None = None
    final_reading: int | None = None
    seals_removed: int | None = None
    meter_collected: bool | None = None
    box_collected: bool | None = None
    fuse_collected: bool | None = None
    cable_collected: bool | None = None
    warehouse_receipt: str | None = None
    remarks: str | None = None


def read_meter_test(
    form: MeterTestForm, context: Context, request: Request
) -> tuple[MeterTest | None, list[str]]:
    """The test as a record, and what is doubted about it; no record where a field is missing or no date."""
    missing = _missing(
        form, {"meter_serial": "شماره بدنه کنتور", "meter_reading": "رقم کنتور", "tested_on": "تاریخ آزمایش"}
    )
    tested_on, bad_date = _date(form.tested_on)
    if missing or tested_on is None:
        return None, missing or bad_date
    test = MeterTest(
        place="on-site",
        meter_serial=form.meter_serial or "",
        reading=form.meter_reading if form.meter_reading is not None else NOTHING_READ,
        testable=bool(form.testable),
        error_percent=form.error_percent,
        seals_intact=bool(form.seals_intact),
        starting_passed=form.starting_passed,
        creep_passed=form.creep_passed,
        tested_on=tested_on,
        remarks=(form.remarks or "")[:LONGEST_REMARK],
    )
    return test, meter.doubts(test, context.records.connections.get(request.bill_id), _today(context))


def read_removal(
    form: RemovalForm, context: Context, request: Request
) -> tuple[RemovalReport | None, list[str]]:
    """The crew's report as a record, and what is doubted about it."""
    missing = _missing(form, {"removed_on": "تاریخ جمع‌آوری", "final_reading": "رقم پایانی"})
    removed_on, bad_date = _date(form.removed_on)
    if missing or removed_on is None:
        return None, missing or bad_date
    report = RemovalReport(
        removed_on=removed_on,
        final_reading=form.final_reading if form.final_reading is not None else NOTHING_READ,
        seals_removed=form.seals_removed or 0,
        equipment=tuple(
            name for name in ("meter", "box", "fuse", "cable") if getattr(form, f"{name}_collected")
        ),
        warehouse_receipt=form.warehouse_receipt or "",
        remarks=(form.remarks or "")[:LONGEST_REMARK],
    )
    return report, _removal_doubts(report, context, request)


def _removal_doubts(report: RemovalReport, context: Context, request: Request) -> list[str]:
    test = context.records.tests.accepted(request.tracking_code).test
    consent = context.records.asks.latest(request.tracking_code, "consent")
    if test is None or consent is None or consent.answered_at is None:
        raise LookupError("a removal is reported only after a test and a consent")
    agreed_on = consent.answered_at.astimezone(TEHRAN).date()
    return removal.doubts(report, test, agreed_on, _today(context))


def _missing(form: BaseModel, required: dict[str, str]) -> list[str]:
    return [
        f"«{label}» پر نشده است." for name, label in required.items() if getattr(form, name) in (None, "")
    ]


def _date(text: str | None) -> tuple[date | None, list[str]]:
    try:
        return parse_date(text or ""), []
    except Refusal as refusal:
        return None, [refusal.detail]


def _today(context: Context) -> date:
    return context.now.astimezone(TEHRAN).date()
