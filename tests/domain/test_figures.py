"""A figure says where it comes from, and its history has neither gaps nor overlaps."""

from typing import Any

import pytest
from pydantic import ValidationError

from domain.figures import Figure, in_force, in_sequence
from domain.persian import parse_date


def figure(**changes: Any) -> Figure:
    usual = {
        "from": "1405/01/01",
        "source": {"title": "مصوبه", "article": "ماده ۱"},
        "published": "1404/12/20",
        "confirmed": "1405/06/01",
    }
    return Figure.model_validate({**usual, **changes})


def test_a_figure_holds_from_its_first_day_to_its_last() -> None:
    year = figure(until="1405/12/29")
    held = [year.holds(parse_date(day)) for day in ("1404/12/29", "1405/01/01", "1405/12/29", "1406/01/01")]
    assert held == [False, True, True, False]


def test_a_figure_without_an_end_holds_until_the_next_begins() -> None:
    old, new = in_sequence((figure(**{"from": "1405/07/01"}), figure()))
    assert in_force((old, new), parse_date("1405/06/31")) is old
    assert in_force((old, new), parse_date("1405/07/01")) is new
    assert in_force((old, new), parse_date("1404/12/29")) is None


@pytest.mark.parametrize(
    ("until", "begins", "fault"),
    [
        (None, "1405/01/01", "two figures hold on 1405/01/01"),
        ("1405/07/01", "1405/07/01", "two figures hold on 1405/07/01"),
        ("1405/06/30", "1405/07/01", "no figure holds on 1405/06/31"),
    ],
)
def test_overlaps_and_gaps_are_refused(until: str | None, begins: str, fault: str) -> None:
    first, second = figure(until=until) if until else figure(), figure(**{"from": begins})
    with pytest.raises(ValueError, match=fault):
        in_sequence((first, second))


def test_a_kind_of_figure_without_any_is_refused() -> None:
    with pytest.raises(ValueError, match="of zero where nothing is charged"):
        in_sequence(())


def test_a_figure_in_force_before_it_was_published_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="before it was published"):
        figure(published="1405/02/01")
    assert figure(published="1405/02/01", retroactive="به موجب مصوبه از ابتدای سال")


def test_an_unknown_day_of_publication_is_said_and_not_left_out() -> None:
    assert figure(published="unknown").published == "unknown"
    with pytest.raises(ValidationError):
        figure(published="")


@pytest.mark.parametrize("day", ["1405/12/30", "1405/07/31", "2026-03-21", "", 14050101])
def test_a_day_that_the_calendar_does_not_have_is_refused(day: Any) -> None:
    with pytest.raises(ValidationError, match="no such Jalali date"):
        figure(**{"from": day})


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValidationError, match="comes before"):
        figure(until="1404/12/29")
