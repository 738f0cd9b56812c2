"""Every fault that is seeded into the shipped models is caught, and told at its element."""

import random
from collections.abc import Sequence

import pytest

from tests.agreement.shipped import FILES
from tests.workbench.check import frame_seeds, rule_seeds
from tests.workbench.check.seeds import Seed, findings, told

SEEDS: tuple[Seed, ...] = (*frame_seeds.SEEDS, *rule_seeds.SEEDS)
KINDS = frozenset(seed.kind for seed in SEEDS)

ALONE = {
    "branch-twice",
    "called-process-missing",
    "decision-result-map",
    "default-flow",
    "end-cuts-supervision",
    "escalation-interrupts",
    "message-without-sender",
    "not-signed",
    "topic-without-worker",
    "unknown-group",
}
"""Kinds from which nothing else follows."""


def several(kinds: Sequence[Seed], count: int) -> list[tuple[Seed, Seed]]:
    """Pairs of faults in two files, the same ones each time."""
    pairs = [(one, other) for one in kinds for other in kinds if one.file < other.file]
    return random.Random(7).sample(pairs, count)


def names(pair: tuple[Seed, Seed]) -> str:
    return " and ".join(map(str, pair))


def test_the_shipped_models_have_no_fault() -> None:
    assert findings(FILES) == []


def test_there_are_seeds_of_many_kinds() -> None:
    assert len(KINDS) >= 40


@pytest.mark.thorough
@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_seeded_fault_is_told_at_its_element(seed: Seed) -> None:
    assert (seed.kind, seed.element) in told(seed.sown())


@pytest.mark.thorough
@pytest.mark.parametrize("pair", several([one for one in SEEDS if one.kind in ALONE], 8), ids=names)
def test_two_faults_are_two_findings(pair: tuple[Seed, Seed]) -> None:
    one, other = pair
    assert sorted(told(other.sown(one.sown()))) == sorted(
        [(one.kind, one.element), (other.kind, other.element)]
    )


@pytest.mark.thorough
@pytest.mark.parametrize("pair", several(SEEDS, 25), ids=names)
def test_no_fault_hides_another(pair: tuple[Seed, Seed]) -> None:
    one, other = pair
    wanted = {(one.kind, one.element), (other.kind, other.element)}
    assert wanted <= set(told(other.sown(one.sown())))
