"""What do the tests of the channels call? The whole application behind a real socket, on empty records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.app import create_app
from channels.parts import Parts
from tests.channels.caller import BANK, BANK_SECRET, Outside, identify, put_keys
from tests.gateways.served import Stage, staged
from tests.ground import PUBLIC_URL, Ground

FONTS = Path(__file__).parents[2] / "build" / "fonts"


@pytest.fixture(scope="session")
def api_stage() -> Iterator[Stage]:
    with staged() as stage:
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
