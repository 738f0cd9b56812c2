"""The case that a scenario is about, and how far it has come where the scenario begins."""

from typing import Any

import pytest
from pytest_bdd import given, parsers

from console.rehearsal import Rehearsal
from domain.connection import ConnectionKind
from domain.persian import normalise
from tests.kit import Case

CONNECTIONS: dict[str, dict[str, Any]] = {
    "انشعاب آمپری": {},
    "انشعاب دیماندی": {"kind": ConnectionKind.DEMAND},
    "انشعاب آمپری با مصرف‌کننده‌ی دیگر": {"other_consumers": True},
    "انشعاب آمپری در بازداشت قضایی": {"judicial_hold": True},
}
ANY_CONNECTION = "|".join(sorted(CONNECTIONS, key=len, reverse=True))


@pytest.fixture
def case(office: Rehearsal) -> Case:
    return Case.of(office)


@given(parsers.re(r"انشعاب آمپری تک‌فاز ۲۵ آمپر با بدهی پیشین (?P<debt>[۰-۹٬]+) ریال"))
def connection_with_debt(case: Case, debt: str) -> None:
    case.change(prior_debt=int(normalise(debt).replace("٬", "")))


@given(parsers.re(f"(?P<kind>{ANY_CONNECTION})$"))
def connection_of_kind(case: Case, kind: str) -> None:
    case.change(**CONNECTIONS[kind])


@given("درخواستی که هزینه‌ی آن اعلام شده است")
def request_with_cost(case: Case) -> None:
    case.register()


@given("درخواستی که هزینه‌ی آن پرداخت شده است")
def request_paid_for(case: Case) -> None:
    case.to_the_test()


@given("درخواستی که مشترک شرایط آن را پذیرفته است")
def request_agreed_to(case: Case) -> None:
    case.to_the_removal()
