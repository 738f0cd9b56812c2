"""What the removal costs (SLA-3.3, SLA-5.1)."""

from domain.cost import Quote, removal_cost
from domain.tariff import Tariff
from tests.domain.samples import TARIFF, a_connection


def without_charge() -> Tariff:
    free = TARIFF.removal_fee.figure.model_copy(update={"single_phase": 0})
    fee = TARIFF.removal_fee.model_copy(update={"figure": free})
    return TARIFF.model_copy(update={"removal_fee": fee})


def amounts(quote: Quote) -> dict[str, int]:
    return {line.key: line.amount for line in quote.lines}


def test_a_single_phase_removal_costs_the_fee_and_its_tax() -> None:
    quote = removal_cost(a_connection(), TARIFF)
    assert amounts(quote) == {"removal-fee": 1_254_000, "tax": 125_400, "thousand-cut": -400}
    assert (quote.payable, quote.cut) == (1_379_000, 400)


def test_a_three_phase_removal_has_its_own_fee() -> None:
    assert removal_cost(a_connection(phases=3), TARIFF).payable == 2_541_000


def test_where_nothing_is_charged_nothing_is_payable_and_the_quote_still_says_why() -> None:
    quote = removal_cost(a_connection(), without_charge())
    assert quote.payable == 0
    assert amounts(quote) == {"removal-fee": 0, "tax": 0}


def test_every_line_names_its_tariff_and_source() -> None:
    quote = removal_cost(a_connection(), TARIFF)
    fee = quote.lines[0]
    assert (fee.tariff, fee.clause, fee.source) == (TARIFF.id, "3.3", str(TARIFF.removal_fee.source))
    assert quote.tariff_id == "1405-01-01"


def test_a_quote_from_an_example_tariff_says_so() -> None:
    assert removal_cost(a_connection(), TARIFF).example


def test_a_quote_is_read_back_from_the_records_as_it_was() -> None:
    quote = removal_cost(a_connection(), TARIFF)
    assert Quote.model_validate_json(quote.model_dump_json()) == quote
