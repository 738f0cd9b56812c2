"""What is announced before the removal (SLA-3.6)."""

from domain.damage import Cause, Damage, DamageKind, Liability
from domain.meter import Verdict
from domain.persian import parse_date
from domain.settlement import BalanceState, closing_account
from domain.terms import Terms, estimate
from tests.domain.samples import TARIFF, a_connection, a_report, a_test, points

TODAY = parse_date("1405/09/17")
AVERAGE_HOME = a_connection(average_monthly_kwh=300)


def test_the_estimate_is_the_account_as_it_would_close_on_the_test() -> None:
    connection = a_connection(prior_debt=20_000_000)
    terms = estimate(connection, a_test(), Verdict.SOUND, TARIFF, TODAY)
    account = closing_account(connection, a_test(), Verdict.SOUND, a_report(), TARIFF)
    assert (terms.lines, terms.total) == (account.lines, account.total)
    assert terms.state is BalanceState.DEBTOR
    assert terms.example


def test_a_subscriber_without_debt_is_shown_as_creditor() -> None:
    terms = estimate(a_connection(), a_test(), Verdict.SOUND, TARIFF, TODAY)
    assert terms.state is BalanceState.CREDITOR
    assert terms.total < 0


def test_the_findings_are_told_in_sentences() -> None:
    found = estimate(a_connection(), a_test(error_percent=-3.25), Verdict.INACCURATE, TARIFF, TODAY).findings
    assert found == (
        "نتیجه‌ی آزمایش کنتور: معیوب با تعدیل.",
        "خطای کنتور \u2066−۳٫۲۵\u2069 درصد است.",
        "پلمب‌ها سالم است.",
        "رقم کنتور در روز ۱۴۰۵/۰۹/۱۶، ۱۰۴۵۰ کیلووات‌ساعت است.",
    )


def test_the_error_is_told_with_those_of_the_loads() -> None:
    test = a_test(error_percent=2.21, points=points(3.0, 1.0, 1.5))
    found = estimate(a_connection(), test, Verdict.INACCURATE, TARIFF, TODAY).findings
    assert found[1:5] == (
        "خطای کنتور \u2066۲٫۲۱\u2069 درصد است.",
        "خطا در بار کامل (جریان پایه، ضریب قدرت ۱) \u2066۳\u2069 درصد است، با وزن ۴ در خطای کنتور.",
        "خطا در بار سبک (یک‌دهم جریان پایه، ضریب قدرت ۱) \u2066۱\u2069 درصد است، با وزن ۲ در خطای کنتور.",
        "خطا در بار پس‌فاز (جریان پایه، ضریب قدرت ۰٫۵) \u2066۱٫۵\u2069 درصد است، با وزن ۱ در خطای کنتور.",
    )


def test_an_untestable_meter_with_a_broken_seal_has_no_error_to_tell() -> None:
    test = a_test(testable=False, error_percent=None, seals_intact=False, remarks="سوخته")
    found = estimate(AVERAGE_HOME, test, Verdict.UNTESTABLE, TARIFF, TODAY).findings
    assert "پلمب‌ها سالم نیست." in found
    assert not any("درصد" in sentence for sentence in found)
    assert found[-1] == "مصرف با میانگین مصرف پیشین برآورد شد."


def test_a_meter_that_is_gone_is_told_as_such_and_estimated_by_the_average() -> None:
    gone = a_test(meter_missing=True, meter_serial="", reading=None, testable=False, error_percent=None)
    terms = estimate(AVERAGE_HOME, gone, Verdict.UNTESTABLE, TARIFF, TODAY)
    assert terms.findings == (
        "نتیجه‌ی آزمایش کنتور: آزمایش‌ناپذیر.",
        "کنتور در محل نبود.",
        "مصرف با میانگین مصرف پیشین برآورد شد.",
    )
    assert terms.lines[0].amount == 210_000


def test_tampering_is_a_finding_and_no_line() -> None:
    terms = estimate(a_connection(), a_test(seals_intact=False), Verdict.TAMPERED, TARIFF, TODAY)
    assert "نشانه‌ی دستکاری کنتور دیده شد." in terms.findings
    assert terms.lines == estimate(a_connection(), a_test(), Verdict.SOUND, TARIFF, TODAY).lines


def test_damages_are_told_and_charged_to_whom_they_belong() -> None:
    burnt = Damage(kind=DamageKind.BURNT, cause=Cause.MISUSE, liability=Liability.SUBSCRIBER)
    worn = Damage(kind=DamageKind.MODULE, cause=Cause.WEAR, liability=Liability.COMPANY)
    terms = estimate(a_connection(), a_test(), Verdict.SOUND, TARIFF, TODAY, [burnt, worn])
    assert terms.findings[-2].endswith("بر عهده‌ی مشترک است.")
    assert terms.findings[-1].endswith("بر عهده‌ی شرکت است.")
    assert [line.amount for line in terms.lines if line.key == "damage"] == [1_887_000]


def test_terms_are_read_back_from_the_records_as_they_were() -> None:
    terms = estimate(a_connection(), a_test(), Verdict.SOUND, TARIFF, TODAY)
    assert Terms.model_validate_json(terms.model_dump_json()) == terms
