"""Which step took longer than its owner promised (SLA-2.2)?"""

import datetime

from domain.model import Frozen


class StepRecord(Frozen):
    """One round of a step in its owner's hands; the due time is a moment of the working calendar."""

    step: str
    round: int
    owner: str
    opened: datetime.datetime
    due: datetime.datetime
    closed: datetime.datetime | None = None


def breached(step: StepRecord, now: datetime.datetime) -> bool:
    """Tell whether the step was closed after its due time, or is open still when that has come."""
    return step.closed > step.due if step.closed else now >= step.due
