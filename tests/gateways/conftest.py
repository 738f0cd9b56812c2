"""What do the gateways' tests speak with? A simulated provider of SMS, empty for each test."""

from collections.abc import Callable, Iterator

import pytest

from gateways.kavenegar import Kavenegar
from gateways.sms_simulator import create_app
from tests.clock import HandMovedClock
from tests.gateways.served import Stage, staged

KEY = "5EC2E7-example-key"


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with staged() as stage:
        yield stage


@pytest.fixture
def provider(stage: Stage, clock: HandMovedClock) -> str:
    """The address of a provider that has sent nothing yet."""
    stage.app = create_app(KEY, clock)
    return stage.address


@pytest.fixture
def connect(provider: str) -> Callable[..., Kavenegar]:
    """Connects to the provider, patiently unless the test waits for silence."""

    def make(key: str = KEY, timeout: float = 5) -> Kavenegar:
        return Kavenegar(provider, key, sender="10004346", timeout=timeout)

    return make
