"""What staff do, each as a member of their own group, through the forms of their tasks."""

from typing import Any

from pytest_bdd import parsers, when

from domain.persian import normalise
from domain.visits import VisitPurpose
from tests.kit import METER_GONE, Case

TESTS: dict[str, dict[str, Any]] = {
    "کنتور سالم": {},
    "خطای ۵ درصد": {"errorPercent": 5.0},
    "پلمب شکسته": {"sealsIntact": False},
    "آزمایش‌ناپذیر": {"testable": False, "errorPercent": None, "remarks": "ترمینال سوخته است"},
    "کنتور مفقود": {**METER_GONE, "damageMissing": True, "damageCause": "disaster"},
    "مصرف‌کننده‌ی دیگر": {"otherConsumer": True},
}


@when(parsers.parse("آزمایشگر گزارش کند: {report}"))
def report_test(case: Case, report: str) -> None:
    case.test_meter(**TESTS[report])


@when("آزمایشگر شماره‌ی بدنه‌ی دیگری را گزارش کند")
def report_another_meter(case: Case) -> None:
    case.test_meter(meterSerial="99999999")


@when("آزمایشگر کنتور را سالم گزارش کند")
def report_sound_meter(case: Case) -> None:
    case.test_meter()


@when("آزمایشگر تا آخرین نوبت به کنتور دسترسی نیابد")
def no_access_to_meter(case: Case) -> None:
    for _ in range(case.office.office.agreement.most_visits(VisitPurpose.TEST)):
        case.fill_in("test-meter", "meter-testing", visitResult="no-access")


@when("محل آزمایش چند بار ایمن نباشد")
def test_not_safe(case: Case) -> None:
    for _ in range(case.office.office.agreement.most_visits(VisitPurpose.TEST) + 1):
        case.fill_in("test-meter", "meter-testing", visitResult="not-safe")


@when("مأموران انشعاب را جمع کنند")
def remove_connection(case: Case) -> None:
    case.remove()


@when("مأموران رقم پایانی را کمتر از رقم آزمایش گزارش کنند")
def report_too_low_a_reading(case: Case) -> None:
    case.remove(finalReading=10_100)


@when("مأموران تا آخرین نوبت به انشعاب دسترسی نیابند")
def no_access_to_connection(case: Case) -> None:
    for _ in range(case.office.office.agreement.most_visits(VisitPurpose.REMOVAL)):
        case.fill_in("remove-connection", "field-operations", visitResult="no-access")


@when("محل جمع‌آوری چند بار ایمن نباشد")
def removal_not_safe(case: Case) -> None:
    for _ in range(case.office.office.agreement.most_visits(VisitPurpose.REMOVAL) + 1):
        case.fill_in("remove-connection", "field-operations", visitResult="not-safe")


@when(parsers.parse("مأموران خسارت تازه‌ای با سبب «{cause}» گزارش کنند"))
def report_new_damage(case: Case, cause: str) -> None:
    case.remove(newDamageBurnt=True, newDamageCause=cause)


@when("کارشناس شرایط فنی و مالی را تأیید کند")
def approve_terms(case: Case) -> None:
    case.approve_terms()


@when("کارشناس آزمایش دوباره بخواهد")
def want_another_test(case: Case) -> None:
    case.approve_terms("test-again")


@when(parsers.parse("کارشناس «{kind}» را با دلیل «{reason}» بر عهده‌ی شرکت بگذارد"))
def correct_liability(case: Case, kind: str, reason: str) -> None:
    case.fill_in(
        "approve-terms",
        "subscriber-affairs",
        approval="correct",
        correctedDamage=kind,
        correctedLiability="company",
        approvalNote=reason,
    )


@when("کارشناس مدارک را بپذیرد")
def accept_documents(case: Case) -> None:
    case.review("accept")


@when("کارشناس مدارک را بی‌دلیل رد کند")
def reject_without_reason(case: Case) -> None:
    case.review("reject", reviewReason="")


@when("مشترک به تماس کارشناس پاسخ ندهد")
def call_in_vain(case: Case) -> None:
    case.fill_in("call-subscriber", "subscriber-affairs", callResult="not-reached", callNote="")


@when("امور مالی بی‌دلیل شبای دیگری بخواهد")
def want_another_account_without_reason(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="another-account", refundNote="")


@when("امور مالی با دلیل شبای دیگری بخواهد")
def want_another_account(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="another-account", refundNote="نام نمی‌خواند")


@when("کارشناس مدارک را رد کند")
def reject_documents(case: Case) -> None:
    case.review("reject", reviewReason="مدرک ناخواناست")


@when("کارشناس «وکالتنامه» را دوباره بخواهد")
def ask_again(case: Case) -> None:
    case.review("ask-again", askPowerOfAttorney=True, reviewReason="مدرک ناخواناست")


@when("کارشناس با مشترک تماس بگیرد")
def call_subscriber(case: Case) -> None:
    case.fill_in("call-subscriber", "subscriber-affairs", callResult="reached", callNote="")


@when(parsers.parse("امور مالی {days} روز مهلت تازه بدهد"))
def extend_debt(case: Case, days: str) -> None:
    case.arrange_debt("extension", extensionDays=int(normalise(days)))


@when(parsers.parse("امور مالی بدهی را {count} قسط کند"))
def split_debt(case: Case, count: str) -> None:
    case.arrange_debt("instalments", instalmentCount=int(normalise(count)))


@when("امور مالی بدهی را به وصول مطالبات بسپارد")
def refer_debt(case: Case) -> None:
    case.arrange_debt("referral")


@when("امور مالی بدهی را بی‌شماره‌ی تأیید ببخشد")
def write_off_without_number(case: Case) -> None:
    case.arrange_debt("write-off")


@when(parsers.parse("امور مالی بدهی را با شماره‌ی تأیید «{number}» ببخشد"))
def write_off(case: Case, number: str) -> None:
    case.arrange_debt("write-off", approvalNumber=number)


@when("امور مالی پرداخت بستانکاری را تأیید کند")
def approve_refund(case: Case) -> None:
    case.fill_in("approve-refund", "finance", refundDecision="pay", refundNote="", settle=False)


@when(parsers.parse("مهلت صاحب «{element}» بگذرد"))
def owner_is_late(case: Case, element: str) -> None:
    case.pass_timer(element, "due")


@when("۶۰ روز بگذرد و مدت خدمت دو بار سنجیده شود")
def service_is_looked_at(case: Case) -> None:
    case.days_pass(60)
    for _ in range(2):
        case.office.pass_timer(case.code, "service-check-due")
        case.settle()
