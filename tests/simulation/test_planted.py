"""Each of three planted mistakes is found by some of the forty seeds."""

from collections.abc import Callable

import pytest

from console.rehearsal import Stage
from tests.simulation import planted
from tests.simulation.run import simulate
from tests.simulation.test_seeds import SEEDS

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("plant", "seeds", "found"),
    [
        (planted.save_results_after_the_answer, (32, 38), "was filed"),
        (planted.pay_without_the_key, (10, 29, 30), "the bank paid"),
        (planted.stop_bells_too_early, (30, 31, 32), "the engine has ended it"),
    ],
)
def test_a_planted_mistake_is_found(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    plant: Callable[[pytest.MonkeyPatch], None],
    seeds: tuple[int, ...],
    found: str,
) -> None:
    plant(monkeypatch)
    assert set(seeds) <= set(SEEDS)
    assert any(found in breach for seed in seeds for breach in simulate(stage, seed).wrong)
