"""The tariff of a day (SLA-5.1)."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.connection import Usage
from domain.figures import Figure
from domain.persian import parse_date
from domain.refusals import MissingFigure
from domain.tariff import EnergyPrice, TariffBook
from tests.domain.samples import AGREEMENT, TARIFF

BOOK = AGREEMENT.tariffs


def dated(figure: Figure, **dates: Any) -> Figure:
    return figure.model_copy(update={name: parse_date(day) for name, day in dates.items()})


def book(**changes: tuple[Figure, ...]) -> TariffBook:
    return BOOK.model_copy(update=changes)


def test_a_new_figure_makes_a_new_tariff_and_leaves_the_old_one() -> None:
    changed = book(tax=(BOOK.tax[0], dated(BOOK.tax[0], valid_from="1405/07/01")))
    assert [tariff.id for tariff in changed.tariffs()] == ["1405-01-01", "1405-07-01"]
    assert changed.on(parse_date("1405/06/31")).id == "1405-01-01"
    assert changed.on(parse_date("1405/07/01")).tax is changed.tax[1]


def test_a_day_without_a_figure_is_an_incident_that_names_it() -> None:
    with pytest.raises(MissingFigure) as missing:
        BOOK.on(parse_date("1404/12/29"))
    assert missing.value.figure == "tariff.removal_fee"


def test_a_figure_that_has_ended_is_missing_and_makes_no_tariff() -> None:
    ended = book(
        levy=(dated(BOOK.levy[0], until="1405/06/31"),),
        tax=(BOOK.tax[0], dated(BOOK.tax[0], valid_from="1405/07/01")),
    )
    assert [tariff.id for tariff in ended.tariffs()] == ["1405-01-01"]
    with pytest.raises(MissingFigure, match=r"tariff\.levy"):
        ended.on(parse_date("1405/07/01"))


def test_one_example_makes_the_tariff_an_example() -> None:
    figures = {
        name: value.model_copy(update={"example": name == "levy"})
        for name, value in TARIFF
        if isinstance(value, Figure)
    }
    assert TARIFF.model_copy(update=figures).example
    figures["levy"] = TARIFF.levy.model_copy(update={"example": False})
    assert not TARIFF.model_copy(update=figures).example


@pytest.mark.parametrize(
    ("kwh", "price"), [(0, 0), (100, 30_000), (101, 30_350), (300, 140_000), (600, 625_000), (700, 840_000)]
)
def test_each_step_of_the_ladder_prices_only_what_lies_in_it(kwh: int, price: int) -> None:
    assert TARIFF.energy_price.monthly(Usage.RESIDENTIAL, Fraction(kwh)) == price


@given(st.fractions(min_value=0, max_value=10_000), st.fractions(min_value=0, max_value=10_000))
def test_more_energy_never_costs_less(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    price = TARIFF.energy_price.monthly
    assert price(Usage.RESIDENTIAL, low) <= price(Usage.RESIDENTIAL, high)


@pytest.mark.parametrize(
    "ladder",
    [
        [],
        [{"up_to": 100, "rial": 300}],
        [{"up_to": 200, "rial": 300}, {"up_to": 100, "rial": 350}, {"rial": 750}],
        [{"up_to": 100, "rial": 300}, {"up_to": 100, "rial": 350}, {"rial": 750}],
        [{"rial": 300}, {"up_to": 100, "rial": 350}, {"rial": 750}],
        [{"rial": -1}],
    ],
)
def test_a_ladder_that_does_not_climb_without_end_is_refused(ladder: list[dict[str, int]]) -> None:
    data = {
        "from": "1405/01/01",
        "unit": "rial per kWh",
        "source": {"title": "مصوبه", "article": "ماده ۱"},
        "published": "unknown",
        "confirmed": "1405/06/01",
    }
    with pytest.raises(ValidationError):
        EnergyPrice.model_validate({**data, "figure": dict.fromkeys(Usage, ladder)})
    assert EnergyPrice.model_validate({**data, "figure": {usage: [{"rial": 1}] for usage in Usage}})
