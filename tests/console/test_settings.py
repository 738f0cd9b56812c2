"""What does an installation get from its environment, and what is it told when that cannot be right?"""

import os
from pathlib import Path

import pytest

from console.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("BARCHIN_")]:
        monkeypatch.delenv(name)


def test_without_any_setting_everything_is_on_this_machine() -> None:
    settings = read_settings()
    assert settings.engine_url == "http://127.0.0.1:8080/engine-rest"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.sms_url == "http://127.0.0.1:8081"
    assert (settings.postgres_port, settings.metrics_port) == (5433, 9100)
    assert settings.home == Path(".barchin")


def test_another_port_changes_the_address_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_ENGINE_PORT", "8180")
    assert read_settings().engine_url == "http://127.0.0.1:8180/engine-rest"


def test_the_public_address_begins_the_links_that_people_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_PUBLIC_URL", "https://barchin.example/")
    assert read_settings().public_url == "https://barchin.example"


def test_every_wrong_setting_is_told_at_once_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_API_PORT", "eighty")
    monkeypatch.setenv("BARCHIN_ENGINE_PORT", "70000")
    with pytest.raises(SettingsError, match=r"(?s)BARCHIN_ENGINE_PORT.*BARCHIN_API_PORT"):
        read_settings()


def test_a_wrong_setting_is_told_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_SMS_RECEIVERS", "somebody-secret")
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert "BARCHIN_SMS_RECEIVERS" in str(told.value)
    assert "somebody-secret" not in str(told.value)


def test_the_database_s_password_is_shown_nowhere() -> None:
    settings = Settings(database="postgresql+psycopg://barchin:hunter2@db/records")
    assert "hunter2" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("provider", "receivers", "gets_it"),
    [
        (None, "", True),
        ("https://sms.example", "", False),
        ("https://sms.example", "everybody", True),
        ("https://sms.example", "09120000001,09120000002", True),
        ("https://sms.example", "09120000002", False),
    ],
)
def test_a_real_provider_texts_only_those_who_are_named(
    provider: str | None, receivers: str, *, gets_it: bool
) -> None:
    settings = Settings(sms_provider=provider, sms_receivers=receivers)
    assert settings.may_receive("09120000001") is gets_it


def test_a_second_real_provider_texts_only_those_who_are_named_too() -> None:
    settings = Settings(sms_second_provider="https://second.example")
    assert not settings.may_receive("09120000001")


def test_a_key_that_could_be_guessed_opens_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_SMS_RECEIPTS_KEY", "short")
    with pytest.raises(SettingsError, match="BARCHIN_SMS_RECEIPTS_KEY") as told:
        read_settings()
    assert "short" not in str(told.value).replace("too_short", "")


def test_the_keys_of_other_systems_are_shown_nowhere() -> None:
    settings = Settings(sms_second_key="hunter2", billing_secret="hunter3", sms_receipts_key="hunter4" * 4)
    assert "hunter" not in f"{settings!r} {settings}"


def test_no_two_servers_of_this_machine_want_the_same_port() -> None:
    ports = [value for name, value in Settings() if name.endswith("_port")]
    assert len(ports) == 8
    assert len(set(ports)) == len(ports)


def test_the_billing_system_is_named_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().billing_url is None
    monkeypatch.setenv("BARCHIN_BILLING_URL", "https://billing.example")
    monkeypatch.setenv("BARCHIN_SMS_SECOND_PROVIDER", "https://second.example")
    assert read_settings().billing_url == "https://billing.example"
    assert read_settings().sms_second_provider == "https://second.example"
