"""What is open to everybody or to supervision (میز خدمت، گواهی، نظارت): the pages themselves."""

from html import unescape

from pytest_bdd import parsers, then, when

from domain.groups import Group
from tests import counter
from tests.kit import Case


@when(parsers.parse("نظارت صفحه‌ی خود را باز کند"), target_fixture="shown")
def open_supervision(case: Case) -> str:
    return unescape(counter.member(case.office, Group.SUPERVISION).get("/desk/supervision").text)


@when("هر کس فرم اطلاعات خدمت را باز کند", target_fixture="shown")
def open_information(case: Case) -> str:
    return unescape(case.visit("/service-information"))


@when("هر کس گواهی را با کد رهگیری درستی‌سنجی کند", target_fixture="shown")
def verify(case: Case) -> str:
    return unescape(case.visit(f"/verify/{case.code}"))


@then("آنجا این‌ها نوشته است:")
def page_says(shown: str, datatable: list[list[str]]) -> None:
    assert [cell for row in datatable[1:] for cell in row if cell not in shown] == []


@then("آنجا نام و شناسه و شماره‌ی هیچ‌کس نوشته نشده است")
def page_names_nobody(case: Case, shown: str) -> None:
    assert [value for value in case.personal if value in shown] == []


@then("گواهی نتیجه به متقاضی داده می‌شود")
def certificate_is_there(case: Case) -> None:
    answer = case.office.call("GET", f"/requests/{case.code}/certificate", national_id=case.national_id)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")


@then("گواهی نتیجه صادر نشده است")
def certificate_is_not_there(case: Case) -> None:
    answer = case.office.call("GET", f"/requests/{case.code}/certificate", national_id=case.national_id)
    assert answer.status_code == 404
