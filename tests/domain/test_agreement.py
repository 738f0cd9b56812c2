"""What was promised: validity, targets, deadlines, tariffs."""

from typing import Any

import pytest

from domain.agreement import Agreement, Renewal
from domain.documents import DocumentKind
from domain.groups import Group
from domain.persian import parse_date
from domain.requests import Channel, Outcome, PersonKind, Relation
from domain.visits import VisitPurpose
from tests.domain.samples import AGREEMENT, moment


def test_the_last_day_of_the_agreement_counts_in_tehran() -> None:
    """The last evening in Tehran is the next afternoon nowhere (SLA-6.1)."""
    assert AGREEMENT.in_force(moment("1405/12/29 23:59"))
    assert not AGREEMENT.in_force(moment("1406/01/01 00:00"))


def test_a_first_day_counts_once_the_company_names_one() -> None:
    named = AGREEMENT.validity.model_copy(update={"valid_from": parse_date("1405/01/01")})
    dated = type(AGREEMENT)(**{**vars(AGREEMENT), "validity": named})
    assert not dated.in_force(moment("1404/12/29 23:59"))
    assert dated.in_force(moment("1405/01/01 00:00"))


def changed(**changes: Any) -> Agreement:
    return Agreement(**{**vars(AGREEMENT), **changes})


def a_renewal(first: str, last: str) -> Renewal:
    return Renewal.model_validate(
        {
            "from": first,
            "until": last,
            "signatory": "مدیریت عامل",
            "letter_number": "نمونه-۱",
            "letter_date": "1405/12/20",
            "source": {"title": "نمونه", "article": "نمونه"},
        }
    )


def test_a_renewal_takes_requests_again_from_its_first_day_to_its_last() -> None:
    renewed = changed(renewals=(a_renewal("1406/02/01", "1406/12/29"),))
    held = [
        renewed.in_force(moment(f"{day} 12:00"))
        for day in ("1405/12/29", "1406/01/31", "1406/02/01", "1406/12/29", "1407/01/01")
    ]
    assert held == [True, False, True, True, False]
    assert renewed.last_day == parse_date("1406/12/29")


def test_after_the_last_day_the_companys_decision_holds() -> None:
    accepting = changed(after=AGREEMENT.after.model_copy(update={"figure": "accept"}))
    assert accepting.in_force(moment("1406/01/01 00:00"))
    ended = accepting.after.model_copy(update={"until": parse_date("1406/01/31")})
    assert not changed(after=ended).in_force(moment("1406/02/01 00:00"))


def test_a_decision_to_accept_does_not_close_a_gap_between_two_periods() -> None:
    accepting = AGREEMENT.after.model_copy(update={"figure": "accept"})
    renewed = changed(after=accepting, renewals=(a_renewal("1406/02/01", "1406/12/29"),))
    assert not renewed.in_force(moment("1406/01/15 12:00"))


def test_who_acts_himself_needs_no_document() -> None:
    assert AGREEMENT.documents_for(None, PersonKind.NATURAL) == ()


def test_whoever_acts_for_another_needs_documents() -> None:
    attorney = AGREEMENT.documents_for(Relation.ATTORNEY, PersonKind.NATURAL)
    assert attorney == (DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    company = AGREEMENT.documents_for(Relation.LEGAL_REPRESENTATIVE, PersonKind.LEGAL)
    assert DocumentKind.INTRODUCTION_LETTER in company


def test_a_guardian_hands_in_his_letter_in_the_place_of_a_certificate() -> None:
    required = AGREEMENT.documents_for(Relation.LEGAL_SUCCESSOR, PersonKind.NATURAL)
    assert AGREEMENT.missing_documents(required, ["guardianship", "national-card"]) == ()


def test_a_natural_person_has_no_legal_persons_representative() -> None:
    with pytest.raises(LookupError, match="no document for legal-representative natural"):
        AGREEMENT.documents_for(Relation.LEGAL_REPRESENTATIVE, PersonKind.NATURAL)


def test_every_end_says_whether_the_fee_is_kept() -> None:
    fees = {outcome: AGREEMENT.fee_after(outcome) for outcome in Outcome}
    assert fees[Outcome.WITHDRAWN] == "kept"
    assert fees[Outcome.NOT_ELIGIBLE] == "returned"


def test_visits_and_calls_have_their_limits() -> None:
    assert [AGREEMENT.most_visits(purpose) for purpose in VisitPurpose] == [3, 3]
    assert AGREEMENT.most_calls == 3


def test_a_step_names_its_group() -> None:
    assert AGREEMENT.step("follow-up-debt").owner is Group.FINANCE


def test_the_bank_is_not_reminded() -> None:
    with pytest.raises(LookupError, match="no reminders for payout"):
        AGREEMENT.reminders("payout")


def test_the_last_day_of_a_deadline_counts_whole() -> None:
    assert AGREEMENT.deadline("payment", moment("1405/09/02 10:00")) == moment("1405/09/11 23:59:59")


def test_a_deadline_leaves_out_days_off() -> None:
    assert AGREEMENT.deadline("consent", moment("1405/09/05 20:00")) == moment("1405/09/11 23:59:59")


def test_the_facts_of_the_service_desk() -> None:
    assert AGREEMENT.service_code == "13031466104"
    assert AGREEMENT.target_working_days == 7
    assert AGREEMENT.error_limit_percent == 2.0
    assert AGREEMENT.warning_percents == (75, 100, 150)
    assert set(AGREEMENT.channels) == set(Channel)


def test_the_tariff_of_a_moment_is_that_of_its_day_in_tehran() -> None:
    first_minute = moment("1405/01/01 00:00")
    assert AGREEMENT.tariff(first_minute) == AGREEMENT.tariff(parse_date("1405/01/01"))


def test_a_tariff_is_found_by_the_id_in_a_quote() -> None:
    assert AGREEMENT.tariff_by_id("1405-01-01") == AGREEMENT.tariff(parse_date("1405/09/03"))


def test_what_the_agreement_does_not_have_is_named() -> None:
    with pytest.raises(LookupError, match="no step paint-meter"):
        AGREEMENT.step("paint-meter")
    with pytest.raises(LookupError, match="no notice farewell"):
        AGREEMENT.notice("farewell")
    with pytest.raises(LookupError, match="no tariff 1399-01-01"):
        AGREEMENT.tariff_by_id("1399-01-01")
