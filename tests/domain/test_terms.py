"""What is announced before the removal (SLA-3.6)."""

from domain.meter import Verdict
from domain.persian import parse_date
from domain.settlement import BalanceState, closing_account
from domain.terms import Terms, estimate
from tests.domain.samples import TARIFF, a_connection, a_report, a_test

TODAY = parse_date("1405/09/17")


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
        "خطای کنتور −۳٫۲۵ درصد است.",
        "پلمب‌ها سالم است.",
        "رقم کنتور در روز ۱۴۰۵/۰۹/۱۶، ۱۰۴۵۰ کیلووات‌ساعت است.",
    )


def test_an_untestable_meter_with_a_broken_seal_has_no_error_to_tell() -> None:
    test = a_test(testable=False, error_percent=None, seals_intact=False, remarks="سوخته")
    found = estimate(a_connection(), test, Verdict.UNTESTABLE, TARIFF, TODAY).findings
    assert "پلمب‌ها سالم نیست." in found
    assert not any("درصد" in sentence for sentence in found)


def test_terms_are_read_back_from_the_records_as_they_were() -> None:
    terms = estimate(a_connection(), a_test(), Verdict.SOUND, TARIFF, TODAY)
    assert Terms.model_validate_json(terms.model_dump_json()) == terms
