"""A handler may die at any statement, before its commit and behind it; what it does is done once."""

from collections import Counter
from collections.abc import Callable

import pytest

from console.office import worker_topics
from domain.agreement import Agreement
from records.database import Database
from tests.clock import HandMovedClock
from tests.ground import Ground
from tests.killed import all_that_is_kept, killed
from tests.workers.ways import WAYS

BEFORE_AND_BEHIND_ITS_COMMIT = 2


@pytest.mark.thorough
def test_cases_whose_handlers_die_everywhere_are_kept_like_those_whose_handlers_live(
    new_database: Callable[[], Database], agreement: Agreement
) -> None:
    deaths = Counter[str]()
    for way in WAYS:
        unhurt = Ground(new_database(), agreement, HandMovedClock())
        with killed(Ground(new_database(), agreement, HandMovedClock()), deaths) as hurt:
            assert all_that_is_kept(hurt, way(hurt)) == all_that_is_kept(unhurt, way(unhurt))
    assert deaths.keys() == worker_topics().keys(), "a topic is on none of the ways: give it its turn on one"
    assert min(deaths.values()) > BEFORE_AND_BEHIND_ITS_COMMIT
