"""What do the tests of the channels call? The whole application behind a real socket, on empty records."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from channels.app import create_app
from channels.parts import Parts
from tests.channels.caller import BANK, BANK_SECRET, Outside, identify, put_keys
from tests.gateways.served import served
from tests.ground import PUBLIC_URL, Ground

FONTS = Path(__file__).parents[2] / "build" / "fonts"


@dataclass
class Stage:
    """One server for all tests; each puts its own application on it."""

    app: FastAPI
    address: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def api_stage() -> Iterator[Stage]:
    stage = Stage(FastAPI())
    with served(stage) as stage.address:
        yield stage


@pytest.fixture
def parts(ground: Ground) -> Parts:
    return Parts(
        database=ground.database,
        agreement=ground.agreement,
        clock=ground.clock,
        public_url=PUBLIC_URL,
        identify=identify,
        bank_keys={BANK: BANK_SECRET},
        session_secret="example-session-secret",
        fonts=FONTS,
    )


@pytest.fixture
def outside(api_stage: Stage, parts: Parts, ground: Ground) -> Outside:
    put_keys(ground)
    api_stage.app = create_app(parts)
    return Outside(api_stage.address, ground)
