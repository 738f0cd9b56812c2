"""Who may have which connection removed."""

from typing import Any

import pytest

from domain.eligibility import Ineligibility, judge
from domain.requests import Applicant, Channel, PersonKind
from tests.domain.test_connection import connection

SUBSCRIBER = Applicant(
    kind=PersonKind.NATURAL, national_id="0076229645", name="مشترک نمونه", mobile="09123456789"
)
STRANGER = SUBSCRIBER.model_copy(update={"national_id": "1583250689"})


def test_the_subscriber_of_an_ampere_connection_is_accepted() -> None:
    assert judge(connection(), SUBSCRIBER) is None


def test_a_debt_is_no_reason_against_a_removal() -> None:
    assert judge(connection(prior_debt=99_999_999_000), SUBSCRIBER) is None


def test_a_legal_person_is_accepted_for_its_own_connection() -> None:
    company = Applicant(
        kind=PersonKind.LEGAL, national_id="10380284790", name="شرکت نمونه", mobile="09123456789"
    )
    own = connection(subscriber_kind="legal", subscriber_national_id="10380284790")
    assert judge(own, company) is None
    assert judge(connection(), company) is Ineligibility.NOT_THE_SUBSCRIBER


def test_a_bill_id_that_the_register_does_not_know_is_not_accepted() -> None:
    assert judge(None, SUBSCRIBER) is Ineligibility.UNKNOWN_CONNECTION


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kind": "demand"}, Ineligibility.DEMAND),
        ({"cancelled": True}, Ineligibility.CANCELLED),
        ({"other_consumers": True}, Ineligibility.OTHER_CONSUMERS),
        ({"judicial_hold": True}, Ineligibility.JUDICIAL_HOLD),
    ],
)
def test_the_subscriber_is_told_what_stands_against_it(facts: dict[str, Any], reason: Ineligibility) -> None:
    assert judge(connection(**facts), SUBSCRIBER) is reason


@pytest.mark.parametrize("facts", [{"kind": "demand"}, {"cancelled": True}, {"judicial_hold": True}])
def test_a_stranger_learns_nothing_about_the_connection(facts: dict[str, Any]) -> None:
    assert judge(connection(**facts), STRANGER) is Ineligibility.NOT_THE_SUBSCRIBER


@pytest.mark.parametrize("reason", list(Ineligibility))
def test_a_reason_fits_into_a_notice_and_says_where_to_go_instead(reason: Ineligibility) -> None:
    assert len(reason.title) <= 30
    assert reason.advice.endswith(".")
    assert reason.clause in {"1.1", "2.1"}


def test_a_reason_is_read_back_from_its_code() -> None:
    assert Ineligibility("demand-connection") is Ineligibility.DEMAND
    assert Channel("phone").title == "سامانه تلفنی ۱۵۲۱"
