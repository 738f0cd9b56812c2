"""The request (درخواست): how far it has come, how it stands, how it ended, which way it went."""

from collections.abc import Callable, Mapping
from typing import Final

from pytest_bdd import given, parsers, then, when

from domain.identifiers import TrackingCode
from domain.requests import Channel, Outcome, Status
from tests.kit import MODELS, Case
from tests.steps.words import one_of, says, titled

MAIN: Final = "permanent-service-removal"
STATIONS: Final[Mapping[str, Callable[[Case], None]]] = {
    "انشعاب آن جمع‌آوری شده و مشترک بدهکار است": Case.to_the_debt,
    "با عدم موافقت مشترک بایگانی شده است": Case.to_the_refusal,
    "بدهی آن در مهلت پرداخت نشده است": Case.to_the_overdue_debt,
    "به پایان رسیده و گواهی آن صادر شده است": Case.to_the_certificate,
    "پیامک شرایط آن به مشترک نرسیده است": Case.to_the_unreached_terms,
    "شرایط آن اعلام شده است": Case.to_the_consent,
    "کنتور آن آزمایش شده است": Case.to_the_approval,
    "مدارک آن خواسته شده است": Case.to_the_documents,
    "مدارک آن رسیده است": Case.to_the_review,
    "مشترک شرایط آن را پذیرفته است": Case.to_the_removal,
    "هزینه‌ی آن اعلام شده است": Case.register,
    "هزینه‌ی آن پرداخت شده است": Case.to_the_test,
}
REACHED: Final[Mapping[str, Callable[[Case], None]]] = {
    "آزمایش کنتور": Case.to_the_test,
    "اصلاح گزارش جمع‌آوری": Case.to_the_correction,
    "بررسی مدارک متقاضی": Case.to_the_review,
    "پیگیری بدهی مشترک": Case.to_the_overdue_debt,
    "تأیید پرداخت بستانکاری": Case.to_the_refund,
    "تأیید شرایط پیش از اعلام": Case.to_the_approval,
    "تماس تلفنی با مشترک": Case.to_the_call,
    "جمع‌آوری انشعاب در محل": Case.to_the_removal,
    "دریافت پاسخ بانک": Case.to_the_payout,
    "دریافت پاسخ مشترک": Case.to_the_consent,
    "دریافت پرداخت مشترک": Case.register,
    "دریافت شبای مشترک": Case.to_the_account_asked_for,
    "دریافت مدارک متقاضی": Case.to_the_documents,
}


@given(says(f"درخواستی که به «(?P<step>{one_of(REACHED)})» رسیده است"))
def request_at_step(case: Case, step: str) -> None:
    REACHED[step](case)


@given(says(f"درخواستی که (?P<station>{one_of(STATIONS)})"))
def request_at_station(case: Case, station: str) -> None:
    STATIONS[station](case)


@when("درخواست تا جمع‌آوری انشعاب پیش برود")
def go_on_to_the_removal(case: Case) -> None:
    case.to_the_settlement()


@then(parsers.parse("درخواست از راه «{channel}» ثبت شده است"))
def came_through(case: Case, channel: str) -> None:
    with case.records() as records:
        assert records.requests.get(case.code).channel == titled(Channel, channel)


@then("درخواست این راه را رفته است:")
def went_this_way(case: Case, datatable: list[list[str]]) -> None:
    wanted = [(process, element) for process, element in datatable[1:]]
    assert [one for one in _names(case.path()) if one in wanted] == wanted


@then(parsers.parse("درخواست با نتیجه‌ی «{title}» پایان می‌یابد"))
def ends_with(case: Case, title: str) -> None:
    with case.records() as records:
        request = records.requests.get(case.code)
        assert request.outcome == titled(Outcome, title)
        assert request.ended_at is not None
    assert not case.office.engine.running(case.code, MAIN)


@then("هیچ درخواستی ثبت نمی‌شود")
def nothing_is_registered(case: Case) -> None:
    assert case.look().requests == case.footing.requests


@then("هیچ گامی در موتور آغاز نشده است")
def nothing_has_begun(case: Case) -> None:
    assert case.path() == []


@then(parsers.parse("وضعیت درخواست «{title}» است"))
def has_status(case: Case, title: str) -> None:
    assert case.status() == titled(Status, title)


@then("چیز دیگری تغییر نمی‌کند")
def nothing_changes(case: Case) -> None:
    assert case.look() == case.footing


@then("کد رهگیری چهارده‌رقمی با رقم‌های کنترلی درست داده می‌شود")
def code_is_given(case: Case) -> None:
    assert TrackingCode(case.code) == case.code
    assert case.code.startswith("1405")


def _names(path: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Process and element as the models call them."""
    processes = [(MODELS.processes[process_id], element_id) for process_id, element_id in path]
    return [(process.name, process[element_id].name) for process, element_id in processes]
