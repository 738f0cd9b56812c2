"""Documents of those who act for the subscriber (SLA-4.1)."""

import pytest

from domain.documents import DocumentKind, missing

POWER, _, INHERITANCE, GUARDIANSHIP, _, CARD = DocumentKind
STANDS_FOR = {GUARDIANSHIP: INHERITANCE}


def test_what_was_not_handed_in_is_missing_in_the_order_it_is_asked() -> None:
    assert missing([POWER, CARD], [], STANDS_FOR) == (POWER, CARD)
    assert missing([POWER, CARD], ["power-of-attorney"], STANDS_FOR) == (CARD,)
    assert missing([POWER, CARD], ["national-card", "power-of-attorney"], STANDS_FOR) == ()


def test_a_guardian_needs_no_certificate_of_inheritance() -> None:
    assert missing([INHERITANCE, CARD], ["guardianship"], STANDS_FOR) == (CARD,)


def test_a_certificate_does_not_stand_for_a_guardians_letter() -> None:
    assert missing([GUARDIANSHIP], ["certificate-of-inheritance"], STANDS_FOR) == (GUARDIANSHIP,)


def test_a_document_nobody_asked_for_replaces_none() -> None:
    assert missing([POWER], ["introduction-letter"], STANDS_FOR) == (POWER,)


def test_a_kind_that_the_service_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="passport"):
        missing([POWER], ["passport"], STANDS_FOR)
