"""The agreement (توافقنامه): its tariff, calendar, targets and validity, as staff write them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from cases.calendar_change import apply
from domain.agreement import Renewal
from domain.agreement_file import AgreementError, load
from domain.figures import as_written
from domain.persian import normalise, parse_date
from domain.working_time import Interval, SpecialHours
from tests.agreements import with_fee, with_target, without_fee_figure
from tests.kit import ROOT, Case
from tests.steps.words import AMOUNT, ELEMENTS, HOUR, number, says

LETTER = {"signatory": "مدیریت عامل", "letter_number": "نمونه-۱", "letter_date": "1405/12/20"}
SOURCE = {"title": "نمونه", "article": "نمونه"}
NO_LETTER = """
[[renewal]]
from = "1406/01/01"
until = "1406/12/29"
signatory = "مدیریت عامل"
source = { title = "نمونه", article = "نمونه" }
"""

THURSDAY = 3  # as Python counts weekdays


@given(
    says(
        "ساعت کار از (?P<first>[۰-۹/]+) تا (?P<last>[۰-۹/]+) به سبب (?P<reason>.+)، "
        f"(?P<opens>{HOUR}) تا (?P<closes>{HOUR}) است"
    )
)
def special_hours(case: Case, first: str, last: str, reason: str, opens: str, closes: str) -> None:
    calendar = case.agreement.calendar
    week = {day: (_hours(opens, closes),) if hours else () for day, hours in calendar.week.items()}
    special = SpecialHours(parse_date(first), parse_date(last), reason, week)
    case.read_anew(replace(case.agreement, calendar=replace(calendar, special=(special,))))


@given(says(f"ساعت کار پنج‌شنبه (?P<opens>{HOUR}) تا (?P<closes>{HOUR}) است"))
def hours_of_thursday(case: Case, opens: str, closes: str) -> None:
    calendar = case.agreement.calendar
    week = {**calendar.week, THURSDAY: (_hours(opens, closes),)}
    case.read_anew(replace(case.agreement, calendar=replace(calendar, week=week)))


@given("هزینه‌ی جمع‌آوری در تعرفه نوشته نشده است")
def fee_is_missing(case: Case) -> None:
    case.read_anew(without_fee_figure(case.agreement))


@given(parsers.parse("هزینه‌ی جمع‌آوری در تعرفه‌ی نمونه برای تک‌فاز {single} و برای سه‌فاز {three} ریال است"))
def fees_are(case: Case, single: str, three: str) -> None:
    case.read_anew(with_fee(case.agreement, number(single), number(three)))


@given(says(f"هزینه‌ی جمع‌آوری در تعرفه‌ی نمونه (?P<amount>{AMOUNT}) ریال است"))
@when(says(f"هزینه‌ی جمع‌آوری در تعرفه‌ی نمونه (?P<amount>{AMOUNT}) ریال شود"))
def fee_is(case: Case, amount: str) -> None:
    case.read_anew(with_fee(case.agreement, number(amount), number(amount)))


@when("از هفته‌ی کاری همه‌ی ساعت‌ها برداشته شود", target_fixture="refused")
def week_without_hours(tmp_path: Path) -> str:
    return _refusal(tmp_path, "calendar.toml", lambda text: text.replace('["08:00-14:00"]', "[]"))


@when("توافقنامه بی‌شماره‌ی نامه‌ی مدیریت عامل تمدید شود", target_fixture="refused")
def renewed_without_letter(tmp_path: Path) -> str:
    return _refusal(tmp_path, "validity.toml", lambda text: text + NO_LETTER)


@when(parsers.parse("شرکت تصمیم بگیرد پس از اعتبار نیز درخواست بپذیرد"))
def company_goes_on_accepting(case: Case) -> None:
    accepting = case.agreement.after.model_copy(update={"figure": "accept"})
    case.read_anew(replace(case.agreement, after=accepting))


@when(parsers.parse("مدیریت عامل توافقنامه را تا {last} تمدید کند"))
def agreement_is_renewed(case: Case, last: str) -> None:
    first = as_written(case.agreement.last_day + timedelta(days=1))
    period = {"from": first, "until": normalise(last), "source": SOURCE, **LETTER}
    case.read_anew(replace(case.agreement, renewals=(Renewal.model_validate(period),)))


@when(parsers.parse("مهلت «{step}» {days} روز کاری شود"))
def target_becomes(case: Case, step: str, days: str) -> None:
    case.read_anew(with_target(case.agreement, ELEMENTS[step], number(days)))


@when(parsers.parse("{day} تعطیل اعلام شود"))
def day_is_closed(case: Case, day: str) -> None:
    calendar = case.agreement.calendar
    closures = {**calendar.closures, parse_date(day): "تعطیلی نمونه"}
    case.read_anew(replace(case.agreement, calendar=replace(calendar, closures=closures)))
    apply(case.office.office.database, case.office.engine, case.agreement)


@then(parsers.parse("آخرین روز اعتبار {day} می‌ماند"))
def last_day_stays(case: Case, day: str) -> None:
    assert case.agreement.last_day == parse_date(day)


@then(parsers.parse("پرونده‌ی «{file}» به سبب «{entry}» پذیرفته نمی‌شود"))
def file_is_refused(refused: str, file: str, entry: str) -> None:
    assert file in refused
    assert entry in refused


def _hours(opens: str, closes: str) -> Interval:
    return Interval.parse(f"{normalise(opens)}-{normalise(closes)}")


def _refusal(folder: Path, file: str, change: Callable[[str], str]) -> str:
    """What is said where the agreement is read with that file changed."""
    files = folder / "agreement"
    shutil.copytree(ROOT / "agreement", files)
    (files / file).write_text(change((files / file).read_text("utf-8")), "utf-8")
    with pytest.raises(AgreementError) as refusal:
        load(files)
    return str(refusal.value)
