"""The closing account, line by line (SLA-3.8, SLA-3.9)."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.connection import Connection
from domain.damage import Cause, Damage, DamageKind, Liability
from domain.ledger import LINE_ACCOUNTS
from domain.meter import MeterTest, Verdict, errors_in_words
from domain.money import total
from domain.persian import parse_date
from domain.refusals import MissingFigure
from domain.settlement import BalanceState, ClosingAccount, closing_account, state_of
from tests.domain.samples import TARIFF, a_connection, a_report, a_test, points

BURNT = Damage(kind=DamageKind.BURNT, cause=Cause.MISUSE, liability=Liability.SUBSCRIBER)


def settle(
    connection: Connection,
    test: MeterTest | None = None,
    verdict: Verdict = Verdict.SOUND,
    damages: Sequence[Damage] = (),
    **report: Any,
) -> ClosingAccount:
    return closing_account(connection, test or a_test(), verdict, a_report(**report), TARIFF, damages)


def amounts(account: ClosingAccount) -> dict[str, int]:
    return {line.key: line.amount for line in account.lines}


def test_energy_is_priced_by_the_monthly_average() -> None:
    """450 kWh in 45 days are 300 a month, 140,000 Rials, and thus 210,000."""
    assert amounts(settle(a_connection()))["energy"] == 210_000


@pytest.mark.parametrize(
    ("last_read_on", "says_so"), [("1404/12/20", True), ("1405/01/01", False), ("1405/08/01", False)]
)
def test_a_price_that_began_after_the_last_reading_is_told_beside_the_energy(
    last_read_on: str, says_so: bool
) -> None:
    account = settle(a_connection(last_read_on=parse_date(last_read_on)))
    (energy,) = (line for line in account.lines if line.key == "energy")
    said = energy.inputs.get("نرخ انرژی", "")
    assert said == ("از ۱۴۰۵/۰۱/۰۱؛ همه‌ی دوره با همین نرخ محاسبه شد" if says_so else "")


def test_a_debtor_owes_energy_charges_taxes_and_what_was_open() -> None:
    account = settle(a_connection(prior_debt=20_000_000))
    assert amounts(account) == {
        "energy": 210_000,
        "standing-charge": 45_000,
        "levy": 21_000,
        "tax": 25_500,
        "prior-debt": 20_000_000,
        "connection-value": -8_418_500,
    }
    assert (account.total, account.payable, account.cut) == (11_883_000, 11_883_000, 0)


def test_the_consumption_debt_leaves_out_the_connection_value() -> None:
    assert settle(a_connection(prior_debt=20_000_777)).consumption_debt == 20_302_277


def test_rials_below_a_thousand_are_written_off_as_a_line() -> None:
    account = settle(a_connection(prior_debt=20_000_777))
    assert amounts(account)["thousand-cut"] == -777
    assert account.payable == account.total == 11_883_000


@pytest.mark.parametrize(
    ("amperes", "phases", "area", "refund"),
    [
        (25, 1, "urban", 8_418_500),
        (32, 1, "urban", 10_775_680),
        (25, 3, "urban", 25_255_500),
        (32, 3, "urban", 32_327_040),
        (25, 1, "rural", 2_480_000),
        (15, 1, "rural", 1_488_000),
    ],
)
def test_half_of_the_connection_value_comes_back(amperes: int, phases: int, area: str, refund: int) -> None:
    account = settle(a_connection(amperes=amperes, phases=phases, area=area))
    assert amounts(account)["connection-value"] == -refund
    assert state_of(account.total) is BalanceState.CREDITOR


def test_a_shop_in_a_village_has_the_value_of_the_town() -> None:
    account = settle(a_connection(area="rural", usage="other"))
    assert amounts(account)["connection-value"] == -8_418_500


def test_never_less_than_the_general_charges_comes_back() -> None:
    share = TARIFF.refund_share.model_copy(update={"figure": 10})
    tariff = TARIFF.model_copy(update={"refund_share": share})
    account = closing_account(a_connection(), a_test(), Verdict.SOUND, a_report(), tariff)
    assert amounts(account)["connection-value"] == -1_787_000


def test_a_connection_that_was_not_permanent_has_no_value() -> None:
    assert "connection-value" not in amounts(settle(a_connection(term="non-permanent")))


def test_the_deposit_of_a_free_connection_is_a_figure_that_nobody_knows() -> None:
    with pytest.raises(MissingFigure) as missing:
        settle(a_connection(term="free"))
    assert missing.value.figure == "tariff.free_connection_deposit"


def test_a_fast_meter_is_corrected_in_favour_of_the_subscriber() -> None:
    """459 registered at +2 % too much are 450: the ladder at 300 instead of 306 kWh a month."""
    fast = a_test(error_percent=2.0, reading=10_459)
    account = settle(a_connection(), fast, Verdict.INACCURATE, final_reading=10_459)
    assert amounts(account)["energy"] + amounts(account)["meter-adjustment"] == 210_000
    assert amounts(account)["meter-adjustment"] == -round(6 * 1_350 * 1.5)


def test_a_slow_meter_is_corrected_in_favour_of_the_company() -> None:
    account = settle(a_connection(), a_test(error_percent=-10.0), Verdict.INACCURATE)
    assert amounts(account)["meter-adjustment"] > 0


def test_a_correction_tells_the_errors_that_it_was_worked_out_of() -> None:
    test = a_test(points=points(5.0, 4.0, 6.0), error_percent=4.86, example=True)
    account = settle(a_connection(), test, Verdict.INACCURATE)
    (line,) = (line for line in account.lines if line.key == "meter-adjustment")
    assert errors_in_words(test).items() <= line.inputs.items()
    assert "میانگین وزنی" in line.inputs["خطای کنتور"]


def test_a_correction_by_weights_that_are_an_example_is_one_itself() -> None:
    confirmed = TARIFF.model_copy(
        update={"energy_price": TARIFF.energy_price.model_copy(update={"example": False})}
    )
    for example in (True, False):
        test = a_test(points=points(5.0, 5.0, 5.0), error_percent=5.0, example=example)
        account = closing_account(a_connection(), test, Verdict.INACCURATE, a_report(), confirmed)
        (line,) = (line for line in account.lines if line.key == "meter-adjustment")
        assert line.example is example


def test_tax_and_levy_follow_the_correction() -> None:
    plain = amounts(settle(a_connection()))
    corrected = amounts(settle(a_connection(), a_test(error_percent=-10.0), Verdict.INACCURATE))
    assert corrected["tax"] > plain["tax"]
    assert corrected["levy"] > plain["levy"]


@pytest.mark.parametrize("verdict", [Verdict.SOUND, Verdict.TAMPERED, Verdict.UNTESTABLE])
def test_only_an_inaccurate_meter_is_corrected(verdict: Verdict) -> None:
    account = settle(a_connection(average_monthly_kwh=300), a_test(), verdict)
    assert "meter-adjustment" not in amounts(account)


def test_what_an_untestable_meter_shows_counts_for_nothing_against_the_average() -> None:
    """300 kWh a month are 140,000 Rials, for 45 days 210,000, whatever the meter says."""
    account = settle(
        a_connection(average_monthly_kwh=300), a_test(), Verdict.UNTESTABLE, final_reading=99_999
    )
    energy = account.lines[0]
    assert energy.amount == 210_000
    assert "رقم پایانی" not in energy.inputs
    assert "میانگین" in energy.inputs["مبنای مصرف"]


def test_a_meter_that_is_gone_at_the_removal_is_settled_by_the_average() -> None:
    gone: dict[str, Any] = {"final_reading": None, "meter_missing": True, "equipment": ()}
    connection = a_connection(average_monthly_kwh=100)
    account = settle(connection, a_test(error_percent=9.0), Verdict.INACCURATE, **gone)
    assert amounts(account)["energy"] == 45_000
    assert "meter-adjustment" not in amounts(account), "nothing was measured that could be corrected"


def test_an_average_that_the_register_does_not_have_is_an_incident_that_names_it() -> None:
    with pytest.raises(MissingFigure) as missing:
        settle(a_connection(), a_test(), Verdict.UNTESTABLE)
    assert missing.value.figure == "register.average_monthly_kwh"


def test_a_damage_is_charged_beside_the_consumption_debt_and_never_in_it() -> None:
    plain, damaged = settle(a_connection()), settle(a_connection(), damages=[BURNT])
    assert damaged.total == plain.total + 1_887_000 + 188_700
    assert damaged.consumption_debt == plain.consumption_debt


def test_a_damage_that_the_company_bears_changes_nothing() -> None:
    worn = BURNT.model_copy(update={"liability": Liability.COMPANY})
    assert settle(a_connection(), damages=[worn]) == settle(a_connection())


def test_the_multiplier_of_the_meter_counts() -> None:
    account = settle(a_connection(usage="industrial", meter_multiplier=10))
    assert amounts(account)["energy"] == 4_500 * 1_500


def test_a_removal_on_the_day_of_the_last_reading_counts_one_day() -> None:
    last = parse_date("1405/09/16")
    account = settle(a_connection(last_reading=10_450, last_read_on=last))
    assert amounts(account)["energy"] == 0
    assert amounts(account)["standing-charge"] == 1_000


def test_every_line_explains_itself() -> None:
    faulty, debtor = a_test(error_percent=5.0), a_connection(prior_debt=777)
    for line in settle(debtor, faulty, Verdict.INACCURATE, [BURNT]).lines:
        assert line.label
        assert line.formula
        assert line.inputs
        assert line.source
        assert line.clause


def test_every_line_has_its_account_in_the_ledger() -> None:
    faulty, debtor = a_test(error_percent=5.0), a_connection(prior_debt=9_000_777)
    account = settle(debtor, faulty, Verdict.INACCURATE, [BURNT])
    assert {line.key for line in account.lines} == set(LINE_ACCOUNTS) - {"removal-fee"}


@given(
    st.integers(min_value=10_000, max_value=999_999),
    st.integers(min_value=0, max_value=10**10),
    st.floats(min_value=-99, max_value=100),
    st.sampled_from(Verdict),
)
def test_the_account_always_adds_up(reading: int, debt: int, error: float, verdict: Verdict) -> None:
    test = a_test(error_percent=error)
    connection = a_connection(prior_debt=debt, average_monthly_kwh=300)
    account = settle(connection, test, verdict, [BURNT], final_reading=reading)
    assert account.total == total(account.lines)
    assert account.payable % 1_000 == 0
    assert state_of(account.payable) is not BalanceState.CREDITOR


@pytest.mark.parametrize(
    ("balance", "state"), [(1, BalanceState.DEBTOR), (-1, BalanceState.CREDITOR), (0, BalanceState.SETTLED)]
)
def test_a_balance_has_its_state(balance: int, state: BalanceState) -> None:
    assert state_of(balance) is state


def test_an_account_is_read_back_from_the_records_as_it_was() -> None:
    account = settle(a_connection(prior_debt=9_000_777))
    assert ClosingAccount.model_validate_json(account.model_dump_json()) == account
