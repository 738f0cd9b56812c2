"""The table of cures is honest: each cure is there to be taken away, and each test that it names exists."""

import re

import pytest

from tests.cures import CURES, Cure, Trouble
from tests.kit import ROOT


def test_there_is_a_cure_for_every_trouble() -> None:
    assert {cure.trouble for cure in CURES} == set(Trouble)


def test_each_cure_has_a_name_of_its_own_and_somebody_who_notices() -> None:
    assert len({cure.name for cure in CURES}) == len(CURES)
    assert all(cure.tests for cure in CURES)


@pytest.mark.parametrize("cure", CURES, ids=[cure.name for cure in CURES])
def test_each_cure_can_be_taken_away_and_given_back(cure: Cure) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cure.take_away(patch)
        assert patch._setattr, "nothing of ours was changed"


@pytest.mark.parametrize("test", sorted({test for cure in CURES for test in cure.tests}))
def test_each_test_that_a_cure_names_is_one(test: str) -> None:
    file, _, begin = test.partition("[")[0].partition("::")
    names = re.findall(r"^def test_(\w+)", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)
    assert len([name for name in names if name.startswith(begin)]) == 1
