"""The staff (کارکنان): each a member of their own group, through the forms of their tasks."""

from collections.abc import Mapping
from typing import Any, Final

from pytest_bdd import parsers, when

from domain.agreement_file import load
from domain.damage import Cause, DamageKind, Liability
from domain.groups import Group
from tests.ground import NOT_MEASURED, errors
from tests.kit import METER_GONE, ROOT, SHEBA, Case
from tests.steps.words import number, one_of, says, titled

TESTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "کنتور سالم": {},
    "خطای ۲ درصد": errors(2.0, 2.0, 2.0),
    "خطای ۵ درصد": errors(5.0, 5.0, 5.0),
    "خطای منفی ۵ درصد": errors(-5.0, -5.0, -5.0),
    "پلمب شکسته": {"sealsIntact": False},
    "آزمایش‌ناپذیر": {**NOT_MEASURED, "testable": False, "remarks": "ترمینال سوخته است"},
    "کنتور مفقود": {**METER_GONE, "damageMissing": True, "damageCause": "disaster"},
    "مصرف‌کننده‌ی دیگر": {"otherConsumer": True},
    "شماره‌ی بدنه‌ی دیگر": {"meterSerial": "99999999"},
    "رقمی کمتر از آخرین صورتحساب": {"meterReading": 9_999},
    "بار سبک بیرون از حد": errors(1.5, 3.5, 1.0),
    "بار کامل بیرون از حد": errors(3.0, 1.0, 1.5),
    "خطای نوشته‌نشده": NOT_MEASURED,
    "بار سبک نوشته‌نشده": {"errorLight": None},
    "خطای بیش از صد درصد": {"errorInductive": 100.5},
}
REMOVALS: Final[Mapping[str, Mapping[str, Any]]] = {
    "جمع‌آوری کامل": {},
    "رقم پایانی کمتر از رقم آزمایش": {"finalReading": 10_100},
    "کنتور تحویل‌نشده": {"meterCollected": False},
}


@when(says(f"آزمایشگر گزارش کند: (?P<report>{one_of(TESTS)})"))
def report_test(case: Case, report: str) -> None:
    case.test_meter(**TESTS[report])


@when(parsers.parse("آزمایشگر {times} بار به کنتور دسترسی نیابد"))
def no_access_to_meter(case: Case, times: str) -> None:
    _visits(case, "test-meter", Group.METER_TESTING, "no-access", times)


@when("امور مالی با دلیل شبای دیگری بخواهد")
def want_another_account(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="another-account", refundNote="نام نمی‌خواند")


@when(parsers.parse("امور مالی بدهی را با شماره‌ی تأیید «{approval}» نظارت ببخشد"))
def write_off(case: Case, approval: str) -> None:
    case.arrange_debt("write-off", approvalNumber=approval)


@when("امور مالی بدهی را به وصول مطالبات بسپارد")
def refer_debt(case: Case) -> None:
    case.arrange_debt("referral")


@when("امور مالی بدهی را بی‌شماره‌ی تأیید نظارت ببخشد")
def write_off_without_number(case: Case) -> None:
    case.arrange_debt("write-off")


@when(parsers.parse("امور مالی بدهی را {count} قسط کند"))
def split_debt(case: Case, count: str) -> None:
    case.arrange_debt("instalments", instalmentCount=number(count))


@when("امور مالی بی‌دلیل شبای دیگری بخواهد")
def want_another_account_without_reason(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="another-account", refundNote="")


@when("امور مالی تعیین دوباره‌ی حساب را بخواهد")
def want_reconciliation(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="reconcile", refundNote="")


@when("امور مالی پرداخت بستانکاری را تأیید کند")
def approve_refund(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="pay", refundNote="", settle=False)


@when(parsers.parse("امور مالی {days} روز مهلت تازه دهد"))
def extend_debt(case: Case, days: str) -> None:
    case.arrange_debt("extension", extensionDays=number(days))


@when(parsers.parse("مأموران «{kind}» تازه‌ای با علت «{cause}» گزارش کنند"))
def report_new_damage(case: Case, kind: str, cause: str) -> None:
    field = f"newDamage{titled(DamageKind, kind).capitalize()}"
    found: dict[str, Any] = {field: True, "newDamageCause": titled(Cause, cause).value}
    case.remove(**found)


@when(says(f"مأموران گزارش را اصلاح کنند: (?P<report>{one_of(REMOVALS)})"))
def correct_removal(case: Case, report: str) -> None:
    case.remove("correct-removal", **REMOVALS[report])


@when(says(f"مأموران گزارش کنند: (?P<report>{one_of(REMOVALS)})"))
def report_removal(case: Case, report: str) -> None:
    case.remove(**REMOVALS[report])


@when(parsers.parse("مأموران {times} بار به انشعاب دسترسی نیابند"))
def no_access_to_connection(case: Case, times: str) -> None:
    _visits(case, "remove-connection", Group.FIELD_OPERATIONS, "no-access", times)


@when("متصدی سامانه هزینه را در تعرفه بنویسد و کار مانده را دوباره روانه کند")
def figure_is_entered(case: Case) -> None:
    case.mend(load(ROOT / "agreement"))


@when(parsers.parse("محل آزمایش {times} بار ایمن نباشد"))
def test_not_safe(case: Case, times: str) -> None:
    _visits(case, "test-meter", Group.METER_TESTING, "not-safe", times)


@when(parsers.parse("محل جمع‌آوری {times} بار ایمن نباشد"))
def removal_not_safe(case: Case, times: str) -> None:
    _visits(case, "remove-connection", Group.FIELD_OPERATIONS, "not-safe", times)


@when(parsers.parse("مشترک {times} بار به تماس کارشناس پاسخ ندهد"))
def call_in_vain(case: Case, times: str) -> None:
    for _ in range(number(times)):
        case.fill_in("call-subscriber", "subscriber-affairs", callResult="not-reached", callNote="")


@when("کارشناس «وکالتنامه» را دوباره بخواهد")
def ask_again(case: Case) -> None:
    case.review("ask-again", askPowerOfAttorney=True, reviewReason="مدرک ناخواناست")


@when(parsers.parse("کارشناس «{kind}» را با دلیل «{reason}» بر عهده‌ی {who} بگذارد"))
def correct_liability(case: Case, kind: str, reason: str, who: str) -> None:
    case.fill_in(
        "approve-terms",
        "subscriber-affairs",
        approval="correct",
        correctedDamage=titled(DamageKind, kind).value,
        correctedLiability=titled(Liability, who).value,
        approvalNote=reason,
    )


@when("کارشناس آزمایش دوباره بخواهد")
def want_another_test(case: Case) -> None:
    case.approve_terms("test-again")


@when("کارشناس تلفنی با مشترک گفت‌وگو کند")
def call_subscriber(case: Case) -> None:
    case.fill_in("call-subscriber", "subscriber-affairs", callResult="reached", callNote="")


@when("کارشناس شرایط را تأیید کند")
def approve_terms(case: Case) -> None:
    case.approve_terms()


@when("کارشناس مدارک را بپذیرد")
def accept_documents(case: Case) -> None:
    case.review("accept")


@when("کارشناس مدارک را بی‌دلیل رد کند")
def reject_without_reason(case: Case) -> None:
    case.review("reject", reviewReason="")


@when("کارشناس مدارک را رد کند")
def reject_documents(case: Case) -> None:
    case.review("reject", reviewReason="مدرک ناخواناست")


@when("یکی از امور مالی بازگشت وجه را بخواهد و خودش تأیید کند")
def approve_own_return(case: Case) -> None:
    case.approve_own_return(SHEBA)


def _visits(case: Case, task: str, group: Group, result: str, times: str) -> None:
    for _ in range(number(times)):
        case.fill_in(task, group, visitResult=result)
