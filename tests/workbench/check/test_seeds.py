"""Every fault that is seeded into the shipped models is caught, and told at its element."""

import pytest

from tests.agreement.shipped import FILES
from tests.workbench.check import frame_seeds
from tests.workbench.check.seeds import Seed, findings, told

SEEDS = (*frame_seeds.SEEDS,)


def test_the_shipped_models_have_no_fault() -> None:
    assert findings(FILES) == []


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_seeded_fault_is_told_at_its_element(seed: Seed) -> None:
    assert (seed.kind, seed.element) in told(seed.sown())
