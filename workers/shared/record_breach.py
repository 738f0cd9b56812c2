"""Records that a step missed its target, for who supervises (SLA-2.2)."""

from cases.context import Context
from cases.supervision import notice_breaches
from engine.topics import TaskInput, topic


class Input(TaskInput):
    """The escalation's code: the step's id with `-overdue`."""

    overdue_step: str


@topic("record-breach")
def record_breach(task: Input, context: Context) -> None:
    """A timer that came too early records nothing; the daily look at the service's time will."""
    notice_breaches(context, task.tracking_code, task.overdue_step.removesuffix("-overdue"))
