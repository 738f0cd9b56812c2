"""The applicant and the subscriber (متقاضی و مشترک): what they do, each through a door of the service."""

from typing import Any

from pytest_bdd import given, parsers, then, when

from domain.requests import Channel
from tests.ground import STRANGER
from tests.kit import LEGAL_SUBSCRIBER, OTHER_SHEBA, REPRESENTATIVE, SHEBA, Case
from tests.steps.words import number, titled

OTHER_MOBILE = "09120000002"


@given("متقاضی شماره‌ی همراهی جز شماره‌ی دفتر شرکت دارد")
def other_mobile(case: Case) -> None:
    case.mobile = OTHER_MOBILE


@when(parsers.parse("«{relation}» مشترک درخواست دهد"))
def apply_by_representative(case: Case, relation: str) -> None:
    case.represent(relation)
    case.apply()


@when("متقاضی انصراف دهد")
def withdraw(case: Case) -> None:
    case.send("POST", "/withdrawal", {})


@when("متقاضی با شناسه‌ی ملی شخص حقوقی خود را شخص حقیقی بخواند")
def apply_with_misfit_id(case: Case) -> None:
    case.national_id = LEGAL_SUBSCRIBER
    case.apply()


@when(parsers.parse("مراجعه‌کننده از راه «{channel}» با امتیاز {rating} نظر دهد"))
def give_opinion(case: Case, channel: str, rating: str) -> None:
    body: dict[str, Any] = {"rating": number(rating)}
    case.answered = case.office.call(
        "POST", f"/requests/{case.code}/feedback", channel=titled(Channel, channel), body=body
    )


@when(parsers.parse("مشترک از راه «{channel}» درخواست دهد"))
def apply_by_channel(case: Case, channel: str) -> None:
    case.apply(titled(Channel, channel))


@when("مشترک با شرایط موافقت نکند")
def refuse(case: Case) -> None:
    case.send("POST", "/consent", {"agrees": False})


@when("مشترک با شرایط موافقت کند")
def agree(case: Case) -> None:
    case.send("POST", "/consent", {"agrees": True})


@when("مشترک بدهی نهایی را بپردازد")
@when("مشترک هزینه‌ی جمع‌آوری را بپردازد")
def pay(case: Case) -> None:
    case.office.pay(case.code).raise_for_status()
    case.settle()


@when("مشترک درخواست دهد")
def apply(case: Case) -> None:
    case.apply()


@when("مشترک شبای خود را اعلام کند")
def name_account(case: Case) -> None:
    case.send("PUT", "/refund-account", {"sheba": SHEBA})


@when("مشترک شبای دیگری اعلام کند")
def name_another_account(case: Case) -> None:
    case.send("PUT", "/refund-account", {"sheba": OTHER_SHEBA})


@when("مشترک شرایط را ببیند")
def look(case: Case) -> None:
    case.send("GET", "/terms")


@when("مشترک میان تعیین حساب و بستن آن همان بدهی را دوباره بپردازد")
def pay_twice(case: Case) -> None:
    case.pay_twice_before_the_close()


@when("مشترک همان درخواست را دوباره بفرستد")
def apply_again(case: Case) -> None:
    case.apply(again=True)


@when(parsers.parse("مشترک {amount} ریال بپردازد"))
def pay_amount(case: Case, amount: str) -> None:
    case.office.pay(case.code, number(amount)).raise_for_status()
    case.settle()


@when(parsers.parse("مشترک {count} قسط را بپردازد"))
def pay_instalments(case: Case, count: str) -> None:
    for _ in range(number(count)):
        case.pay()


@when("نماینده انصراف دهد")
def representative_withdraws(case: Case) -> None:
    case.send("POST", "/withdrawal", {}, REPRESENTATIVE)


@when("کسی بی‌کلید راه‌های توافقنامه درخواست بفرستد")
def apply_without_key(case: Case) -> None:
    case.knock("POST", "/requests")


@when("کسی درخواست را با کد رهگیری پیگیری کند")
def follow(case: Case) -> None:
    case.send("GET", "")


@when("کسی کد رهگیری را با یک رقم نادرست پیگیری کند")
def follow_wrong_code(case: Case) -> None:
    last = str((int(case.code[-1]) + 1) % 10)
    case.answered = case.office.call("GET", f"/requests/{case.code[:-1]}{last}")


@when("کسی که متقاضی نیست با شرایط موافقت کند")
def stranger_agrees(case: Case) -> None:
    case.send("POST", "/consent", {"agrees": True}, STRANGER)


@when("کسی که مشترک نیست درخواست دهد")
def stranger_applies(case: Case) -> None:
    case.national_id = STRANGER
    case.apply()


@then("متقاضی همان شرایط را با ریز محاسبه می‌بیند")
def sees_terms(case: Case) -> None:
    shown = case.office.call("GET", f"/requests/{case.code}/terms", national_id=case.national_id).json()
    assert sum(line["amount"] for line in shown["lines"]) == shown["total"]
    assert all(line["formula"] for line in shown["lines"])
