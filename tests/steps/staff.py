"""What staff do, each as a member of their own group, through the forms of their tasks."""

from pytest_bdd import when

from tests.kit import Case


@when("آزمایشگر شماره‌ی بدنه‌ی دیگری را گزارش کند")
def report_another_meter(case: Case) -> None:
    case.test_meter(meterSerial="99999999")


@when("آزمایشگر کنتور را سالم گزارش کند")
def report_sound_meter(case: Case) -> None:
    case.test_meter()


@when("مأموران انشعاب را جمع کنند")
def remove_connection(case: Case) -> None:
    case.remove()


@when("مأموران رقم پایانی را کمتر از رقم آزمایش گزارش کنند")
def report_too_low_a_reading(case: Case) -> None:
    case.remove(finalReading=10_100)


@when("کارشناس شرایط فنی و مالی را تأیید کند")
def approve_terms(case: Case) -> None:
    case.approve_terms()
