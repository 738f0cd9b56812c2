"""Whom is a scenario about? One case of its own, and where it stood when the scenario began to act."""

from typing import Any

import pytest
from pytest_bdd.parser import Scenario, Step

from console.rehearsal import Rehearsal
from tests.kit import Case


@pytest.fixture
def case(office: Rehearsal) -> Case:
    return Case.of(office)


def pytest_bdd_before_step(request: Any, scenario: Scenario, step: Step) -> None:
    """Where a scenario begins to act, or acts again after a look, what it finds there is kept."""
    place = next(number for number, one in enumerate(scenario.steps) if one is step)
    if step.type == "when" and (place == 0 or scenario.steps[place - 1].type != "when"):
        request.getfixturevalue("case").mark()
