"""The bank's signature: right, fresh and over this very body, or refused."""

from datetime import timedelta

import pytest

from gateways.bank_signature import BadSignature, StaleSignature, sign, verify
from tests.clock import HandMovedClock

SECRET = "an-example-secret"
BODY = '{"amount": 1254000, "شرح": "پرداخت"}'.encode()


@pytest.fixture
def timestamp(clock: HandMovedClock) -> str:
    return str(int(clock.now.timestamp()))


def test_the_signature_is_the_published_algorithm() -> None:
    # Computed with: printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    expected = "sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae"
    assert sign("key", "1700000000", b"{}") == expected


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_a_right_signature_passes_for_five_minutes_either_way(
    clock: HandMovedClock, timestamp: str, minutes: int
) -> None:
    verify(SECRET, timestamp, BODY, sign(SECRET, timestamp, BODY), clock.now + timedelta(minutes=minutes))


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_a_right_signature_of_another_time_is_stale(
    clock: HandMovedClock, timestamp: str, seconds: int
) -> None:
    with pytest.raises(StaleSignature):
        verify(SECRET, timestamp, BODY, sign(SECRET, timestamp, BODY), clock.now + timedelta(seconds=seconds))


def test_another_amount_under_the_same_signature_is_noticed(clock: HandMovedClock, timestamp: str) -> None:
    with pytest.raises(BadSignature):
        verify(
            SECRET, timestamp, BODY.replace(b"1254000", b"9254000"), sign(SECRET, timestamp, BODY), clock.now
        )


def test_an_old_message_under_a_new_timestamp_is_noticed(clock: HandMovedClock, timestamp: str) -> None:
    with pytest.raises(BadSignature):
        verify(SECRET, str(int(timestamp) + 60), BODY, sign(SECRET, timestamp, BODY), clock.now)


@pytest.mark.parametrize("signature", ["", "sha256=", "امضا", "0" * 64])
def test_what_is_no_signature_is_refused(clock: HandMovedClock, timestamp: str, signature: str) -> None:
    with pytest.raises(BadSignature):
        verify(SECRET, timestamp, BODY, signature, clock.now)


def test_a_signature_without_its_algorithm_is_refused(clock: HandMovedClock, timestamp: str) -> None:
    with pytest.raises(BadSignature):
        verify(SECRET, timestamp, BODY, sign(SECRET, timestamp, BODY).removeprefix("sha256="), clock.now)


@pytest.mark.parametrize("timestamp", ["", "now", "-5", "1.5", "۱۷۰۰۰۰۰۰۰۰", "9" * 5000])
def test_a_signed_timestamp_that_is_no_time_is_refused(clock: HandMovedClock, timestamp: str) -> None:
    with pytest.raises(BadSignature):
        verify(SECRET, timestamp, BODY, sign(SECRET, timestamp, BODY), clock.now)


def test_a_refusal_tells_neither_secret_nor_body(clock: HandMovedClock, timestamp: str) -> None:
    with pytest.raises(BadSignature) as refusal:
        verify(SECRET, timestamp, BODY, "sha256=00", clock.now)
    assert SECRET not in str(refusal.value) + refusal.value.detail
