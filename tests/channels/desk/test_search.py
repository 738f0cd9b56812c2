"""A request is found by whatever number somebody tells, and the number stays out of every address."""

import pytest

from domain.persian import digits
from domain.requests import Relation
from tests.channels.caller import Outside
from tests.channels.clerk import Clerk, faults
from tests.ground import MOBILE, REPRESENTATIVE, STRANGER, SUBSCRIBER, a_connection


@pytest.fixture
def clerk(outside: Outside) -> Clerk:
    return Clerk.of(outside, "front-desk")


def test_it_is_found_by_bill_id_national_id_of_either_and_mobile(clerk: Clerk, outside: Outside) -> None:
    code = outside.ground.register_by(Relation.ATTORNEY)
    for number in (str(a_connection().bill_id), SUBSCRIBER, MOBILE, REPRESENTATIVE, digits(SUBSCRIBER)):
        answer = clerk.send("/desk", {"number": number})
        assert f"/desk/requests/{code}" in answer.text, number
        assert "مشترک نمونه" not in answer.text


def test_it_is_found_by_its_code_spaces_or_not(clerk: Clerk, outside: Outside) -> None:
    code = outside.ground.register()
    assert f"/desk/requests/{code}" in clerk.send("/desk", {"number": f"{code[:4]} {code[4:]}"}).text


def test_ended_requests_are_found_too_the_newest_first(clerk: Clerk, outside: Outside) -> None:
    first = outside.ground.register(STRANGER)
    outside.ground.do("check-eligibility", first)
    outside.ground.do("archive-request", first, reason="not-eligible")
    outside.ground.clock.move(hours=1)
    second = outside.ground.register(key="key-2")
    page = clerk.send("/desk", {"number": str(a_connection().bill_id)}).text
    assert "۲ درخواست یافت شد" in page
    assert page.index(second) < page.index(first)
    assert "مشمول نبودن درخواست" in page


def test_a_number_of_nobody_leads_to_a_new_request(clerk: Clerk) -> None:
    page = clerk.send("/desk", {"number": STRANGER}).text
    assert "درخواستی یافت نشد" in page
    assert "/desk/new" in page


def test_what_is_no_number_of_ours_is_said_so_and_kept(clerk: Clerk) -> None:
    for number in ("", "12", "سلام", "14051234567800", "%"):
        answer = clerk.send("/desk", {"number": number})
        assert "رقم‌به‌رقم" in faults(answer.text)["number"]
        assert f'value="{number}"' in answer.text
