"""Damage to the metering equipment, and who pays for it (SLA-3.9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.connection import Connection
from domain.damage import Cause, Damage, DamageKind, Liability, Phase, damage_lines, findings
from domain.money import total
from tests.domain.samples import TARIFF, a_connection

PRICE_OF_A_METER = 1_887_000


def a_damage(**changes: object) -> Damage:
    """A burnt meter that the subscriber must answer for."""
    usual = {"kind": "burnt", "cause": "misuse", "liability": "subscriber"}
    return Damage.model_validate({**usual, **changes})


def amounts(*damages: Damage, connection: Connection | None = None) -> dict[str, int]:
    return {line.key: line.amount for line in damage_lines(damages, connection or a_connection(), TARIFF)}


def test_the_subscriber_pays_the_part_and_the_tax_on_it() -> None:
    assert amounts(a_damage()) == {"damage": PRICE_OF_A_METER, "damage-tax": 188_700}


def test_a_three_phase_meter_has_its_own_price() -> None:
    assert amounts(a_damage(), connection=a_connection(phases=3))["damage"] == 5_410_000


@pytest.mark.parametrize("liability", [Liability.COMPANY, Liability.INSPECT])
def test_what_the_company_bears_or_nobody_has_decided_is_not_charged(liability: Liability) -> None:
    assert amounts(a_damage(liability=liability)) == {}


def test_without_damage_nothing_is_charged() -> None:
    assert amounts() == {}


def test_a_meter_damaged_in_several_ways_and_found_twice_is_paid_once() -> None:
    found = (a_damage(), a_damage(kind="broken"), a_damage(phase="removal"))
    assert amounts(*found)["damage"] == PRICE_OF_A_METER


def test_each_damaged_part_is_a_line_of_its_own() -> None:
    lines = damage_lines([a_damage(), a_damage(kind="seal")], a_connection(), TARIFF)
    assert [line.key for line in lines] == ["damage", "damage", "damage-tax"]
    assert len({line.label for line in lines}) == 3
    assert lines[-1].amount == 193_700


def test_a_line_says_what_was_found() -> None:
    line = damage_lines([a_damage(), a_damage(kind="broken")], a_connection(), TARIFF)[0]
    assert line.inputs["خسارت"] == "سوختگی کنتور یا ترمینال، شکستگی بدنه یا شیشه‌ی کنتور"
    assert (line.clause, line.tariff, line.example) == ("3.9", TARIFF.id, True)


def test_a_finding_says_who_bears_each_damage() -> None:
    told = findings([a_damage(), a_damage(kind="stopped", cause="wear", liability="company")])
    assert told == (
        "خسارت: سوختگی کنتور یا ترمینال. هزینه‌ی آن بر عهده‌ی مشترک است.",
        "خسارت: توقف کنتور. هزینه‌ی آن بر عهده‌ی شرکت است.",
    )


def test_a_damage_under_inspection_is_told_as_undecided() -> None:
    assert "هنوز تعیین نشده" in findings([a_damage(liability="inspect")])[0]


def test_a_damage_found_at_test_and_removal_is_told_once() -> None:
    assert len(findings([a_damage(), a_damage(phase="removal")])) == 1


def test_every_code_has_its_words() -> None:
    assert all(member.title for words in (DamageKind, Cause, Liability, Phase) for member in words)


@given(
    st.lists(
        st.builds(
            Damage,
            kind=st.sampled_from(DamageKind),
            cause=st.sampled_from(Cause),
            liability=st.sampled_from(Liability),
        )
    )
)
def test_only_a_damage_that_is_the_subscribers_ever_costs_anything(damages: list[Damage]) -> None:
    charged = damage_lines(damages, a_connection(), TARIFF)
    assert (total(charged) > 0) == any(damage.liability is Liability.SUBSCRIBER for damage in damages)
    assert all(line.amount > 0 for line in charged)


def test_a_damage_is_read_back_from_the_records_as_it_was() -> None:
    assert Damage.model_validate_json(a_damage().model_dump_json()) == a_damage()
