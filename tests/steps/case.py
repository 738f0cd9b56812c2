"""The case that a scenario is about, and how far it has come where the scenario begins."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytest_bdd import given, parsers

from console.rehearsal import Rehearsal, Stage
from domain.connection import ConnectionKind
from domain.identifiers import LegalNationalId
from domain.persian import normalise
from domain.requests import PersonKind
from tests.agreements import without_fee
from tests.kit import LEGAL_SUBSCRIBER, METER_GONE, SHEBA, Case

CONNECTIONS: dict[str, dict[str, Any]] = {
    "انشعاب آمپری": {},
    "انشعاب دیماندی": {"kind": ConnectionKind.DEMAND},
    "انشعاب آمپری با مصرف‌کننده‌ی دیگر": {"other_consumers": True},
    "انشعاب آمپری در بازداشت قضایی": {"judicial_hold": True},
}
ANY_CONNECTION = "|".join(sorted(CONNECTIONS, key=len, reverse=True))

STATIONS: dict[str, Callable[[Case], None]] = {
    "هزینه‌ی آن اعلام شده است": Case.register,
    "هزینه‌ی آن پرداخت شده است": Case.to_the_test,
    "کنتور آن آزمایش شده است": Case.to_the_approval,
    "شرایط آن اعلام شده است": Case.to_the_consent,
    "مشترک شرایط آن را پذیرفته است": Case.to_the_removal,
    "انشعاب آن جمع‌آوری شده و مشترک بدهکار است": Case.to_the_debt,
    "بدهی آن در مهلت پرداخت نشده است": Case.to_the_overdue_debt,
    "مدارک آن خواسته شده است": Case.to_the_documents,
    "مدارک آن رسیده است": Case.to_the_review,
    "با عدم موافقت بایگانی شده است": Case.to_the_refusal,
    "پیامک شرایط آن به مشترک نرسیده است": Case.to_the_unreached_terms,
}
REACHED: dict[str, Callable[[Case], None]] = {
    "بررسی مدارک متقاضی": Case.to_the_review,
    "آزمایش کنتور": Case.to_the_test,
    "تأیید شرایط پیش از اعلام": Case.to_the_approval,
    "جمع‌آوری انشعاب در محل": Case.to_the_removal,
    "اصلاح گزارش جمع‌آوری": Case.to_the_correction,
    "پیگیری بدهی مشترک": Case.to_the_overdue_debt,
    "تأیید پرداخت بستانکاری": Case.to_the_refund,
    "تماس تلفنی با مشترک": Case.to_the_call,
    "دریافت مدارک متقاضی": Case.to_the_documents,
    "دریافت پرداخت مشترک": Case.register,
    "دریافت پاسخ مشترک": Case.to_the_consent,
    "دریافت شبای مشترک": Case.to_the_account_asked_for,
    "دریافت پاسخ بانک": Case.to_the_payout,
}


def rial(text: str) -> int:
    """An amount as it is written in a feature."""
    return int(normalise(text).replace("٬", ""))


@pytest.fixture
def case(office: Rehearsal) -> Case:
    return Case.of(office)


@given(parsers.re(r"انشعاب آمپری تک‌فاز ۲۵ آمپر با بدهی پیشین (?P<debt>[۰-۹٬]+) ریال"))
def connection_with_debt(case: Case, debt: str) -> None:
    case.change(prior_debt=rial(debt))


@given(parsers.re(f"(?P<kind>{ANY_CONNECTION})$"))
def connection_of_kind(case: Case, kind: str) -> None:
    case.change(**CONNECTIONS[kind])


@given("مشترک حقیقی")
def natural_subscriber(case: Case) -> None:
    case.change(subscriber_kind=PersonKind.NATURAL)


@given("مشترک حقوقی")
def legal_subscriber(case: Case) -> None:
    legal = LegalNationalId(LEGAL_SUBSCRIBER)
    case.national_id = legal
    case.change(subscriber_kind=PersonKind.LEGAL, subscriber_national_id=legal)


@given("انشعابی که حساب پایانی آن صفر می‌شود")
def connection_that_settles(case: Case) -> None:
    case.settles_at_zero()


@given("انشعابی بی‌بدهی که شبای مشترک آن اعلام شده است")
def creditor_with_account(case: Case) -> None:
    case.change(prior_debt=0)
    case.sheba = SHEBA


@given("انشعابی بی‌بدهی که شبای مشترک آن اعلام نشده است")
def creditor_without_account(case: Case) -> None:
    case.change(prior_debt=0)


@given("تعرفه‌ای که در آن جمع‌آوری هزینه ندارد", target_fixture="case")
def tariff_without_fee(stage: Stage, request: pytest.FixtureRequest) -> Case:
    rehearsal = replace(stage, agreement=without_fee(stage.agreement)).rehearse()
    office = rehearsal.__enter__()
    request.addfinalizer(lambda: rehearsal.__exit__(None, None, None))
    request.addfinalizer(office.look_back)
    return Case.of(office)


@given(parsers.re("درخواستی که (?P<station>" + "|".join(STATIONS) + ")$"))
def request_at_station(case: Case, station: str) -> None:
    STATIONS[station](case)


@given(parsers.re("درخواستی که به «(?P<step>" + "|".join(REACHED) + ")» رسیده است$"))
def request_at_step(case: Case, step: str) -> None:
    REACHED[step](case)


@given(parsers.parse("درخواستی که آزمایشگر در آن «{kind}» را با سبب «{cause}» گزارش کرده است"))
def request_with_damage(case: Case, kind: str, cause: str) -> None:
    case.to_the_test()
    gone = METER_GONE if kind == "missing" else {}
    case.test_meter(**gone, **{f"damage{kind.capitalize()}": True}, damageCause=cause)
