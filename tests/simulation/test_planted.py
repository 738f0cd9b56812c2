"""Each of three planted mistakes is found by one of the forty seeds, and by many of them."""

import pytest

from console.rehearsal import Stage
from tests.simulation.planted import PLANTED
from tests.simulation.run import simulate
from tests.simulation.test_seeds import SEEDS

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    mistake = PLANTED[name]
    mistake.plant(monkeypatch)
    assert any(mistake.is_found_by(simulate(stage, seed)) for seed in SEEDS)
