"""Visits on which nothing could be done (SLA-3.5, SLA-3.8)."""

import pytest

from domain.visits import VisitPurpose, VisitResult, is_exhausted

AWAY, UNSAFE = VisitResult.NO_ACCESS, VisitResult.NOT_SAFE


@pytest.mark.parametrize(
    ("visits", "is_over"),
    [
        ([], False),
        ([AWAY, AWAY], False),
        ([AWAY, AWAY, AWAY], True),
        ([AWAY, UNSAFE, AWAY], False),
        ([UNSAFE] * 9, False),
        ([AWAY, UNSAFE, AWAY, AWAY], True),
    ],
)
def test_only_the_subscribers_absence_counts(visits: list[VisitResult], is_over: bool) -> None:
    assert is_exhausted(visits, most=3) is is_over


def test_every_code_has_its_words() -> None:
    assert all(member.title for words in (VisitPurpose, VisitResult) for member in words)
