"""What do the gateways' tests speak with? A simulated provider of SMS, empty for each test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from gateways.kavenegar import Kavenegar
from gateways.sms_simulator import create_app
from tests.clock import HandMovedClock
from tests.gateways.served import served

KEY = "5EC2E7-example-key"


@dataclass
class Stage:
    """One server for all tests; each puts its own application on it."""

    app: FastAPI
    address: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    stage = Stage(FastAPI())
    with served(stage) as stage.address:
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
