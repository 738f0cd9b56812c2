"""What does the doctor say of records and agreement?"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from console.checks import agreement as of_agreement
from console.checks import providers, records
from console.checks.clocks import compared
from console.checks.engine import _parted
from console.checks.finding import Finding, Health
from console.checks.patient import Patient
from console.doctor import Look
from console.settings import Settings
from domain.agreement import Agreement
from domain.persian import TEHRAN
from domain.tariff import TariffBook
from records.database import Database
from tests.cases.test_unmatched import unknown_money
from tests.clock import HandMovedClock
from tests.ground import Ground
from tests.settling import Settling


def health(findings: Iterator[Finding]) -> dict[str, Health]:
    return {finding.what: finding.health for finding in findings}


@pytest.fixture
def patient(database: Database, clock: HandMovedClock) -> Iterator[Patient]:
    """An installation on the records of the test, by its clock."""
    with closing(Patient(Settings(database=SecretStr(database.url)), clock)) as patient:
        yield patient


def with_agreement(patient: Patient, agreement: Agreement) -> Patient:
    patient.agreement = agreement
    return patient


def test_the_agreement_s_end_is_told_a_month_before(patient: Patient, clock: HandMovedClock) -> None:
    assert health(of_agreement.in_force(patient)) == {"validity": Health.GOOD}
    clock.now = datetime(2027, 3, 20, 12, 0, tzinfo=TEHRAN)
    (finding,) = of_agreement.in_force(patient)
    assert (finding.health, finding.says) == (Health.WARNING, "ends in 0 days")
    clock.move(days=1)
    assert health(of_agreement.in_force(patient)) == {"validity": Health.BAD}


def test_example_figures_are_warned_about(patient: Patient) -> None:
    assert health(of_agreement.tariff(patient)) == {"tariff": Health.WARNING}
    assert health(of_agreement.examples(patient)) == {
        "company code": Health.WARNING,
        "retention": Health.WARNING,
    }


def test_holidays_that_are_only_computed_are_warned_about(patient: Patient) -> None:
    assert health(of_agreement.holidays(patient)) == {"calendar": Health.WARNING}


def test_official_figures_are_good(patient: Patient, agreement: Agreement) -> None:
    official = {
        name: tuple(one.model_copy(update={"example": False}) for one in getattr(agreement.tariffs, name))
        for name in TariffBook.model_fields
    }
    tariffs = agreement.tariffs.model_copy(update=official)
    kept = {
        outcome: rule.model_copy(update={"example": False}) for outcome, rule in agreement.retention.items()
    }
    company = agreement.company.model_copy(update={"example": False})
    confirmed = replace(agreement, tariffs=tariffs, retention=kept, company=company)
    with_agreement(patient, confirmed)
    assert health(of_agreement.tariff(patient)) == {"tariff": Health.GOOD}
    assert list(of_agreement.examples(patient)) == []


@pytest.mark.parametrize(
    "look", [records.answers, records.ledger, records.bank, records.ends, records.unmatched, records.payouts]
)
def test_of_records_in_order_every_check_is_good(look: Look, settling: Settling, patient: Patient) -> None:
    ground = settling.ground
    code = settling.ordered()
    settling.send()
    ground.do("record-payout", code)
    settling.reconcile(code)
    ground.do("close-account", code)
    assert set(health(look(patient)).values()) == {Health.GOOD}


@pytest.fixture
def aged(database: Database) -> Iterator[Database]:
    """The records as if they had the tables of the first version, until the test is over."""
    (newest,) = with_version(database, "0001")
    yield database
    with_version(database, newest)


def with_version(database: Database, version: str) -> list[str]:
    """Says that the tables are of that version, and answers what was said before."""
    told = text("SELECT version_num FROM alembic_version")
    with database._engine.begin() as connection:
        before = connection.execute(told).scalars().all()
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    return list(before)


def test_tables_of_an_older_version_are_told_and_left_alone(patient: Patient, aged: Database) -> None:
    (finding,) = records.answers(patient)
    assert finding.health is Health.BAD
    assert "0002" in finding.says
    assert with_version(aged, "0001") == ["0001"]


def test_an_entry_that_does_not_balance_is_named(ground: Ground, patient: Patient) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    assert health(records.ledger(patient)) == {"ledger": Health.GOOD}
    with ground.database._engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE ledger_postings SET amount = amount + 1 WHERE id = 1"))
    (finding,) = records.ledger(patient)
    assert finding.health is Health.BAD
    assert "the entries 1 do not balance" in finding.says


def test_a_payment_that_is_not_in_the_ledger_is_found(ground: Ground, patient: Patient) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    assert health(records.bank(patient)) == {"bank": Health.GOOD}
    with ground.database._engine.begin() as connection:
        connection.execute(text("UPDATE payments SET amount = amount + 1000"))
    assert health(records.bank(patient)) == {"bank": Health.BAD}


def test_money_that_belongs_to_nobody_is_warned_about(ground: Ground, patient: Patient) -> None:
    unknown_money(ground, "ref-1", 50_000)
    (finding,) = records.unmatched(patient)
    assert (finding.health, finding.says) == (Health.WARNING, "1 payments, 50000 Rials")


def test_a_payout_that_the_bank_does_not_answer_in_its_time_is_bad(
    settling: Settling, patient: Patient
) -> None:
    settling.ordered()
    assert health(records.payouts(patient)) == {"payouts": Health.GOOD}
    settling.ground.clock.move(days=30)
    assert health(records.payouts(patient)) == {"payouts": Health.BAD}


def test_what_nobody_rings_and_sends_is_found_after_an_hour(
    ground: Ground, patient: Patient, clock: HandMovedClock
) -> None:
    ground.register()
    assert health(records.outbox(patient)) == {"outbox": Health.GOOD}
    assert health(records.bells(patient)) == {"bells": Health.GOOD}
    clock.move(hours=2)
    assert health(records.outbox(patient)) == {"outbox": Health.BAD}
    assert health(records.bells(patient)) == {"bells": Health.BAD}


def test_what_is_tried_in_vain_again_and_again_is_found_too(
    ground: Ground, patient: Patient, clock: HandMovedClock
) -> None:
    code = ground.register()
    clock.move(hours=2)
    with ground.act() as context:
        for row in context.records.outbox.undone(code):
            context.records.outbox.get(row).next_attempt_at = clock() + timedelta(minutes=14)
        (bell_id,) = context.records.bells.unstopped(code)
        bell = context.records.bells.get_to_ring(bell_id)
        assert bell is not None
        bell.rings, bell.next_ring_at = records.VAIN_RINGS, clock() + timedelta(minutes=5)
    assert health(records.outbox(patient)) == {"outbox": Health.BAD}
    assert health(records.bells(patient)) == {"bells": Health.BAD}


@pytest.mark.parametrize(
    ("seconds", "found"), [(0, Health.GOOD), (-9, Health.GOOD), (10, Health.WARNING), (-60, Health.BAD)]
)
def test_clocks_may_differ_by_seconds(seconds: int, found: Health) -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=TEHRAN)
    assert health(compared("clock", now + timedelta(seconds=seconds), now)) == {"clock": found}


def test_the_database_s_clock_is_compared_with_ours(patient: Patient, clock: HandMovedClock) -> None:
    clock.now = datetime.now(TEHRAN)
    assert health(records.clock(patient)) == {"database's clock": Health.GOOD}
    clock.move(minutes=10)
    assert health(records.clock(patient)) == {"database's clock": Health.BAD}


def test_a_provider_without_receivers_reaches_nobody() -> None:
    patient = Patient(Settings(sms_provider="https://sms.example"))
    assert health(providers.texts(patient)) == {"SMS": Health.BAD}


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, Health.GOOD),
        ({"sms_second_provider": "https://second.example"}, Health.BAD),
        ({"sms_second_provider": "https://second.example", "sms_second_key": "k"}, Health.BAD),
        (
            {"sms_second_provider": "https://second.example", "sms_second_key": "k", "sms_second_line": "3"},
            Health.GOOD,
        ),
    ],
)
def test_a_second_provider_needs_its_key_and_our_line(settings: dict[str, Any], found: Health) -> None:
    assert health(providers.second_texts(Patient(Settings(**settings)))) == {"second SMS provider": found}


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, Health.WARNING),
        ({"billing_url": "https://billing.example"}, Health.BAD),
        ({"billing_url": "https://billing.example", "billing_secret": "s"}, Health.GOOD),
    ],
)
def test_billing_is_told_of_by_its_address_and_secret(settings: dict[str, Any], found: Health) -> None:
    assert health(providers.billing(Patient(Settings(**settings)))) == {"billing": found}


def test_models_of_other_services_on_the_same_engine_are_none_of_ours() -> None:
    ours, others = _parted(
        {"settle-account": b"ours", "holiday-request": b"theirs"}, {"settle-account.bpmn": b""}
    )
    assert (ours, others) == ({"settle-account": b"ours"}, {"holiday-request": b"theirs"})
