"""What a case page tells beyond persons: damages, visits, withdrawal, opinions, money, the service clock."""

import pytest

from channels.words import ANSWERS, WAITS
from domain.agreement import Agreement
from domain.damage import Cause, DamageKind
from records.tables import Call, DebtPlan, FiledDamage, Payout
from tests.channels.caller import Outside
from tests.channels.clerk import Clerk
from tests.ground import STRANGER, errors

SHEBA = "IR062960000000100324200001"


@pytest.fixture
def code(outside: Outside) -> str:
    return outside.ground.register()


def page_of(outside: Outside, code: str, group: str = "supervision") -> str:
    return Clerk.of(outside, group).get(f"/cases/{code}").text


def test_every_wait_and_answer_of_the_agreement_has_words(agreement: Agreement) -> None:
    assert set(agreement.deadlines) <= set(WAITS)
    assert set(agreement.deadlines) - set(ANSWERS) == {"consent"}


def test_a_damage_says_who_bears_it_and_who_decided_so(outside: Outside, code: str) -> None:
    with outside.ground.act() as context:
        for kind, decided in ((DamageKind.BURNT, None), (DamageKind.SEAL, "subscriber")):
            context.records.damages.add(
                FiledDamage(
                    tracking_code=code,
                    phase="test",
                    kind=kind,
                    cause=Cause.WEAR,
                    liability="company",
                    filed_at=context.now,
                    decided_liability=decided,
                    decision_reason="کارشناسی نمونه" if decided else None,
                    decided_by="affairs-1" if decided else None,
                )
            )
    page = page_of(outside, code)
    for shown in (DamageKind.BURNT.title, "فرسودگی", "جدول تصمیم خسارت", "affairs-1", "کارشناسی نمونه"):
        assert shown in page


def test_a_test_shows_the_error_at_each_load_and_the_one_worked_out(outside: Outside, code: str) -> None:
    outside.ground.to_the_test(code)
    outside.ground.report_test(code, **errors(3.0, -1.0, 1.5))
    page = page_of(outside, code)
    for load, error in (("بار کامل", "۳"), ("بار سبک", "−۱"), ("بار پس‌فاز", "۱٫۵")):
        assert f"خطا در {load}" in page
        assert f"\u2066{error}\u2069 درصد، با وزن" in page
    assert "\u2066۱٫۶۴\u2069 درصد" in page


def test_a_visit_in_vain_is_shown_with_what_was_noted(outside: Outside, code: str) -> None:
    outside.ground.to_the_test(code)
    form = {"visitResult": "no-access", "remarks": "در بسته بود", "completedBy": "meter-1"}
    outside.ground.do("record-meter-test", code, **form)
    page = page_of(outside, code, "field-operations")
    for shown in ("مراجعه‌های بی‌نتیجه", "دسترسی نبود", "در بسته بود", "meter-1"):
        assert shown in page


def test_a_withdrawal_is_shown_to_the_crew_too(outside: Outside, code: str) -> None:
    outside.ground.withdraw(code, reason="پشیمانی نمونه")
    page = page_of(outside, code, "field-operations")
    assert "پشیمانی نمونه" in page
    assert "در انتظار رسیدگی" in page


def test_calls_plans_and_payouts_are_shown_to_the_office_alone(outside: Outside, code: str) -> None:
    with outside.ground.act() as context:
        notice = context.records.outbox.of_case(code, "sms")[0]
        case = {"tracking_code": code, "round": 1}
        call = {"notice_id": notice.id, "result": "not-reached", "note": "خاموش", "called_by": "affairs-1"}
        context.records.calls.add(Call(**case, **call, called_at=context.now))
        parts = [{"due": "2026-12-22", "amount": 4_000_000}, {"due": "2027-01-21", "amount": 3_000_000}]
        plan = {"kind": "instalments", "parts": parts, "reason": "درخواست مشترک", "decided_by": "finance-1"}
        context.records.debt_plans.add(DebtPlan(**case, **plan, decided_at=context.now))
        payout = {"purpose": "refund", "sheba": SHEBA, "amount": 7_000, "requested_by": "finance-1"}
        context.records.payouts.add(Payout(id="payout-1", tracking_code=code, **payout, filed_at=context.now))
    shown = ("پاسخ نداد", "خاموش", "تقسیط", "۴٬۰۰۰٬۰۰۰ ریال تا ۱۴۰۵/۱۰/۰۱", "۷٬۰۰۰ ریال", "در انتظار تأیید")
    office, crew = page_of(outside, code), page_of(outside, code, "field-operations")
    assert [words for words in shown if words not in office] == []
    assert [words for words in shown if words in crew] == []


def test_an_opinion_on_a_request_that_was_turned_away_is_shown(outside: Outside) -> None:
    code = outside.ground.register(STRANGER)
    outside.ground.do("check-eligibility", code)
    outside.ground.do("archive-request", code, reason="not-eligible")
    clerk = Clerk.of(outside, "front-desk")
    clerk.send(f"/desk/requests/{code}/opinion", {"channel": "phone", "rating": "1", "comment": "نامهربان"})
    assert "نامهربان" in page_of(outside, code)
    assert "۱ از ۵" in page_of(outside, code)


def test_the_account_lists_all_that_moved_it_and_each_line_says_how_it_came_about(
    outside: Outside, code: str
) -> None:
    outside.ground.to_the_debt(code)
    page = page_of(outside, code, "finance")
    account = page.partition("گردش حساب مشترک")[2]
    for shown in ("پرداخت مشترک", "بهای مصرف", "مانده‌ی اکنون", "این مبلغ چگونه به دست آمد"):
        assert shown in account
    assert "گردش حساب" not in page_of(outside, code, "meter-testing")


def test_the_service_clock_tells_each_day_what_it_took(outside: Outside, code: str) -> None:
    outside.ground.to_the_payment(code)
    outside.ground.clock.move(days=4)
    page = page_of(outside, code)
    days = page.partition("ساعت خدمت")[2].partition("گام‌ها")[0]
    for shown in ("روز کاری", "در انتظار مشترک: پرداخت هزینه جمع‌آوری", "تعطیل", "جمعه ۶ آذر ۱۴۰۵"):
        assert shown in days
