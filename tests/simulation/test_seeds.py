"""Forty seeds find nothing wrong; a seed that once found something stays here."""

import pytest

from console.rehearsal import Stage
from tests.simulation.run import simulate

pytestmark = pytest.mark.engine

SEEDS = range(1, 41)


@pytest.mark.parametrize("seed", SEEDS)
def test_at_rest_nothing_is_lost_doubled_or_unexplained(stage: Stage, seed: int) -> None:
    run = simulate(stage, seed)
    assert not run.wrong, str(run)


def test_a_seed_replays(stage: Stage) -> None:
    assert simulate(stage, 5) == simulate(stage, 5)
