"""Who applies, and the words in which a request's state is told."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from domain.connection import Area, ConnectionKind, ConnectionTerm, Usage
from domain.identifiers import Mobile, NationalId
from domain.requests import Applicant, Channel, Outcome, PersonKind, Relation, Status, may_act
from domain.titled import Titled

PERSON = {"kind": "natural", "national_id": "۰۰۷۶۲۲۹۶۴۵", "name": "مشترک نمونه", "mobile": "+98 912 345 6789"}
COMPANY = {"kind": "legal", "national_id": "10380284790", "name": "شرکت نمونه", "mobile": "09123456789"}
CLOSED_LISTS = [Channel, PersonKind, Status, Relation, Outcome, ConnectionKind, ConnectionTerm, Usage, Area]


def problems(applicant: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Applicant.model_validate(applicant)
    return [(".".join(map(str, error["loc"])), error["type"]) for error in refused.value.errors()]


def test_an_applicant_is_kept_in_canonical_form() -> None:
    applicant = Applicant.model_validate(PERSON)
    assert applicant.national_id == "0076229645"
    assert isinstance(applicant.national_id, NationalId)
    assert applicant.mobile == Mobile("09123456789")


def test_a_name_is_kept_in_persian_letters_without_hidden_marks() -> None:
    applicant = Applicant.model_validate({**PERSON, "name": "\u202e \u0643\u0627\u0641\u064a "})
    assert applicant.name == "\u06a9\u0627\u0641\u06cc"


def test_a_legal_person_applies_under_its_own_id() -> None:
    assert Applicant.model_validate(COMPANY).national_id == "10380284790"


def test_each_kind_of_person_is_held_to_its_own_rule() -> None:
    assert problems({**PERSON, "national_id": "10380284790"}) == [("national_id", "national-id-wrong-length")]
    assert problems({**COMPANY, "national_id": "0076229645"}) == [
        ("national_id", "legal-national-id-wrong-length")
    ]


def test_an_unknown_kind_of_person_is_the_only_problem_then() -> None:
    assert problems({**PERSON, "kind": "robot"}) == [("kind", "enum")]


def test_every_problem_is_told_with_its_field() -> None:
    assert problems({**PERSON, "national_id": "1", "mobile": "02532930000", "name": " ", "nick": "x"}) == [
        ("national_id", "national-id-wrong-length"),
        ("name", "string_too_short"),
        ("mobile", "not-a-mobile"),
        ("nick", "extra_forbidden"),
    ]


def test_what_was_entered_never_shows_in_the_text_of_a_problem() -> None:
    with pytest.raises(ValidationError) as refused:
        Applicant.model_validate(
            {**PERSON, "national_id": "0684159415", "mobile": "02532930000", "nick": "پنهان"}
        )
    for secret in ("0684159415", "02532930000", "مشترک نمونه", "پنهان"):
        assert secret not in str(refused.value)


@pytest.mark.parametrize("closed_list", CLOSED_LISTS)
def test_every_code_has_its_own_persian_title(closed_list: type[Titled]) -> None:
    titles = [member.title for member in closed_list]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert not re.search("[a-zA-Z0-9يىك]", title)


def test_a_code_is_plain_text_to_programs() -> None:
    assert Channel("counter") is Channel.COUNTER
    assert Channel.of("counter") is Channel.COUNTER
    assert f"{Channel.COUNTER}" == "counter"


def test_a_code_that_the_list_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="fax"):
        Channel.of("fax")


def test_the_states_and_ends_are_those_of_the_agreement() -> None:
    assert [status.value for status in Status] == [
        "registered",
        "awaiting-documents",
        "awaiting-payment",
        "awaiting-test",
        "awaiting-consent",
        "awaiting-removal",
        "settling",
        "ended",
        "archived",
    ]
    assert {outcome.value for outcome in Outcome} == {
        "served",
        "not-eligible",
        "documents-rejected",
        "payment-expired",
        "terms-refused",
        "no-answer",
        "withdrawn",
        "no-access",
    }


def test_a_natural_person_acts_himself_or_through_an_attorney_or_successor() -> None:
    relations = {relation for relation in (None, *Relation) if may_act(relation, PersonKind.NATURAL)}
    assert relations == {None, Relation.ATTORNEY, Relation.LEGAL_SUCCESSOR}


def test_a_legal_person_always_acts_through_somebody() -> None:
    assert not may_act(None, PersonKind.LEGAL)
    assert all(may_act(relation, PersonKind.LEGAL) for relation in Relation)
