"""How the domain says no."""

import datetime
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import domain
from domain.identifiers import NationalId
from domain.identifiers.national_id import NationalIdWrongCheckDigit
from domain.refusals import BadInput, MissingFigure, Refusal


def every_kind(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in of.__subclasses__():
        yield kind
        yield from every_kind(kind)


def refusals_of_the_domain() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    kinds = (kind for kind in every_kind(Refusal) if kind.__module__.startswith("domain."))
    return [kind for kind in kinds if kind is not BadInput]


REFUSALS = refusals_of_the_domain()


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.code)
def test_a_refusal_has_a_code_for_programs_and_a_title_and_a_remedy_in_persian_sentences(
    kind: type[Refusal],
) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.code)
    for sentence in (kind.title, kind.remedy):
        assert sentence.endswith(".")
        assert re.search("[آ-ی]", sentence)
        assert not re.search("[يىك0-9]", sentence)


def test_no_two_refusals_share_a_code() -> None:
    codes = [kind.code for kind in REFUSALS]
    assert len(codes) == len(set(codes))


def test_what_is_particular_to_a_refusal_defaults_to_its_title() -> None:
    assert NationalIdWrongCheckDigit().detail == NationalIdWrongCheckDigit.title
    assert NationalIdWrongCheckDigit("رقم آخر نمی‌خواند.").detail == "رقم آخر نمی‌خواند."


def test_logs_see_the_code_of_a_refusal_and_nothing_that_was_entered() -> None:
    with pytest.raises(BadInput) as refused:
        NationalId("0684159415")
    assert str(refused.value) == "national-id-wrong-check-digit"
    assert "0684159415" not in repr(refused.value)


def test_bad_input_names_its_field_where_the_caller_knows_it() -> None:
    assert NationalIdWrongCheckDigit(field="applicant.national_id").field == "applicant.national_id"


def test_a_refusal_travels_between_processes_unchanged() -> None:
    sent = NationalIdWrongCheckDigit("رقم آخر نمی‌خواند.", field="national_id")
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301 - its own bytes
    assert (received.detail, received.field) == (sent.detail, sent.field)


def test_a_missing_figure_says_to_the_operator_which_and_when() -> None:
    missing = MissingFigure("tariff.removal_fee", datetime.date(2026, 11, 24))
    assert (missing.figure, missing.on) == ("tariff.removal_fee", datetime.date(2026, 11, 24))
    assert str(missing) == "the agreement has no tariff.removal_fee in force on 2026-11-24"
