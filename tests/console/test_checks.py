"""What does the doctor say of records and agreement?"""

from datetime import datetime, timedelta

from console import checks
from console.checks import Finding, Health
from console.settings import Settings
from domain.agreement import Agreement
from domain.persian import TEHRAN
from tests.ground import Ground


def health(findings: list[Finding]) -> dict[str, Health]:
    return {finding.what: finding.health for finding in findings}


def test_after_the_agreement_s_last_day_nobody_can_register(agreement: Agreement) -> None:
    last_day = datetime(2027, 3, 20, 12, 0, tzinfo=TEHRAN)
    assert health(list(checks.agreement(agreement, last_day)))["agreement"] is Health.GOOD
    after = list(checks.agreement(agreement, last_day + timedelta(days=1)))
    assert health(after)["agreement"] is Health.BAD


def test_example_figures_are_warned_about(agreement: Agreement) -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=TEHRAN)
    assert health(list(checks.agreement(agreement, now)))["tariff"] is Health.WARNING


def test_what_nobody_rings_and_sends_is_found_after_an_hour(ground: Ground) -> None:
    ground.register()
    now = ground.clock()
    assert set(health(list(checks.dues(ground.database, now))).values()) == {Health.GOOD}
    later = list(checks.dues(ground.database, now + timedelta(hours=2)))
    assert health(later) == {"outbox": Health.BAD, "bells": Health.BAD}
    assert all("barchin work" in finding.remedy for finding in later)


def test_a_ledger_of_double_entries_is_good(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    assert health(list(checks.ledger(ground.database))) == {"ledger": Health.GOOD}


def test_a_provider_without_receivers_reaches_nobody() -> None:
    settings = Settings(sms_provider="https://sms.example")
    assert health(list(checks.texts(settings))) == {"SMS": Health.BAD}
