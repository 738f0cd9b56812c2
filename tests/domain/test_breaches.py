"""A step that took longer than promised (SLA-2.2)."""

import datetime

from domain.breaches import StepRecord, breached
from tests.domain.samples import moment

OPENED, DUE = moment("1405/09/02 09:00"), moment("1405/09/04 09:00")
MINUTE = datetime.timedelta(minutes=1)


def step(closed: datetime.datetime | None = None) -> StepRecord:
    return StepRecord(
        step="test-meter", round=1, owner="meter-testing", opened=OPENED, due=DUE, closed=closed
    )


def test_an_open_step_is_late_from_its_due_time_on() -> None:
    assert not breached(step(), now=DUE - MINUTE)
    assert breached(step(), now=DUE)


def test_a_step_closed_in_time_stays_in_time() -> None:
    assert not breached(step(closed=DUE), now=DUE + 100 * MINUTE)


def test_a_step_closed_late_stays_late() -> None:
    assert breached(step(closed=DUE + MINUTE), now=DUE + 100 * MINUTE)
