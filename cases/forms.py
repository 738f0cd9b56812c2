"""What did staff fill in, and can it be right? The form's own checks are the browser's; these are ours."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, Field

from cases import damages
from cases.context import Context
from cases.damages import DamagesForm
from cases.form_answers import LONGEST_TEXT
from domain import meter, removal
from domain.damage import Cause, DamageKind, Phase
from domain.meter import LoadPoint, MeterTest, PointError
from domain.persian import TEHRAN, parse_date
from domain.refusals import Refusal
from domain.removal import RemovalReport
from records.tables import Request

OF_A_METER = {
    "meter_serial": "شماره بدنه کنتور",
    "testable": "آزمایش‌پذیری کنتور",
    "seals_intact": "سلامت پلمب‌ها",
    "tested_on": "تاریخ آزمایش",
}
"""What has to be filled in of a meter that is there, with the labels of the form."""


class MeterTestForm(DamagesForm):
    """The fields of `bpmn/test-meter.form`; a meter that is not there is a damage, too."""

    visit_result: str | None = None
    other_consumer: bool | None = None
    meter_missing: bool | None = None
    meter_serial: str | None = Field(default=None, max_length=20)
    meter_reading: int | None = None
    testable: bool | None = None
    error_full: float | None = Field(default=None, allow_inf_nan=False)
    error_light: float | None = Field(default=None, allow_inf_nan=False)
    error_inductive: float | None = Field(default=None, allow_inf_nan=False)
    error_percent: float | None = Field(default=None, allow_inf_nan=False)
    """As the form works it out; believed only of forms that ask for no load points."""
    seals_intact: bool | None = None
    starting_passed: bool | None = None
    creep_passed: bool | None = None
    tested_on: str | None = Field(default=None, max_length=10)
    damage_missing: bool | None = None
    damage_burnt: bool | None = None
    damage_broken: bool | None = None
    damage_seal: bool | None = None
    damage_tampered: bool | None = None
    damage_stopped: bool | None = None
    damage_enclosure: bool | None = None
    damage_module: bool | None = None
    damage_cause: str | None = None
    remarks: str | None = Field(default=None, max_length=LONGEST_TEXT)

    @property
    def is_missing(self) -> bool:
        """Whether there is no meter to test."""
        return bool(self.meter_missing or self.damage_missing)

    @property
    def damages(self) -> tuple[DamageKind, ...]:
        """The kinds that are ticked, and that the meter is missing."""
        missing = self.is_missing and not self.damage_missing
        return (*((DamageKind.MISSING,) if missing else ()), *super().damages)

    @property
    def cause(self) -> Cause | None:
        """What they come from; where the meter is just not there, the form does not ask."""
        is_told = super().damages or super().cause
        return Cause.UNKNOWN if self.is_missing and not is_told else super().cause


class RemovalForm(DamagesForm):
    """The fields of `bpmn/remove-connection.form`; its damages are those that the test had not found."""

    FIELD: ClassVar[str] = "new_damage"

    removed_on: str | None = Field(default=None, max_length=10)
    final_reading: int | None = None
    seals_removed: int | None = None
    meter_collected: bool | None = None
    box_collected: bool | None = None
    fuse_collected: bool | None = None
    cable_collected: bool | None = None
    warehouse_receipt: str | None = Field(default=None, max_length=30)
    new_damage_missing: bool | None = None
    new_damage_burnt: bool | None = None
    new_damage_broken: bool | None = None
    new_damage_seal: bool | None = None
    new_damage_enclosure: bool | None = None
    new_damage_module: bool | None = None
    new_damage_cause: str | None = None
    remarks: str | None = Field(default=None, max_length=LONGEST_TEXT)


def read_meter_test(
    form: MeterTestForm, context: Context, request: Request
) -> tuple[MeterTest | None, list[str]]:
    """The test as a record, and what is doubted about it; no record where a field is missing or no date."""
    missing = _missing(form, {"tested_on": "تاریخ آزمایش"} if form.is_missing else OF_A_METER)
    tested_on, bad_date = _date(form.tested_on)
    if form.misread or missing or tested_on is None:
        return None, form.misread or missing or bad_date
    is_example = context.agreement.point_weights.example
    test = _meter_test(form, tested_on, _points(form, context), example=is_example)
    connection = context.records.connections.get(request.bill_id)
    return test, [*meter.doubts(test, connection, _today(context)), *damages.doubts(form)]


def _points(form: MeterTestForm, context: Context) -> tuple[PointError, ...]:
    """The load points that were measured, with what each weighs on this day."""
    errors = {
        LoadPoint.FULL: form.error_full,
        LoadPoint.LIGHT: form.error_light,
        LoadPoint.INDUCTIVE: form.error_inductive,
    }
    return tuple(
        PointError(point=point, error_percent=error, weight=context.agreement.weight_of(point))
        for point, error in errors.items()
        if error is not None
    )


def _meter_test(
    form: MeterTestForm, tested_on: date, points: tuple[PointError, ...], *, example: bool
) -> MeterTest:
    return MeterTest(
        place="on-site",
        meter_serial=form.meter_serial or "",
        reading=form.meter_reading,
        meter_missing=form.is_missing,
        other_consumer=bool(form.other_consumer),
        testable=bool(form.testable),
        error_percent=meter.error_of(points) if points else form.error_percent,
        points=points,
        example=bool(points) and example,
        seals_intact=bool(form.seals_intact),
        starting_passed=form.starting_passed,
        creep_passed=form.creep_passed,
        tested_on=tested_on,
        remarks=form.remarks or "",
    )


def read_removal(
    form: RemovalForm, context: Context, request: Request
) -> tuple[RemovalReport | None, list[str]]:
    """The crew's report as a record, and what is doubted about it."""
    missing = _missing(form, {"removed_on": "تاریخ جمع‌آوری"})
    removed_on, bad_date = _date(form.removed_on)
    if form.misread or missing or removed_on is None:
        return None, form.misread or missing or bad_date
    report = RemovalReport(
        removed_on=removed_on,
        final_reading=form.final_reading,
        meter_missing=bool(form.new_damage_missing),
        seals_removed=form.seals_removed or 0,
        equipment=tuple(
            name for name in ("meter", "box", "fuse", "cable") if getattr(form, f"{name}_collected")
        ),
        warehouse_receipt=form.warehouse_receipt or "",
        remarks=form.remarks or "",
    )
    found = [*damages.doubts(form), *damages.undecided(context.liabilities)]
    return report, [*_removal_doubts(report, context, request), *found]


def file_removal_damages(context: Context, request: Request, form: RemovalForm) -> None:
    """Files what the crew found damaged; to be called once its report stands."""
    damages.file_damages(context, request, form, Phase.REMOVAL)


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
