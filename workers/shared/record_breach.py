"""Records that a step missed its target, for who supervises (SLA-2.2)."""

from cases.context import Context
from domain.breaches import StepRecord, breached
from engine.topics import TaskInput, topic
from records.tables import Breach, Step


class Input(TaskInput):
    """The escalation's code: the step's id with `-overdue`."""

    overdue_step: str


@topic("record-breach")
def record_breach(task: Input, context: Context) -> None:
    """Once for a round, whoever notices first; a timer that came too early records nothing."""
    step = context.records.steps.latest(task.tracking_code, task.overdue_step.removesuffix("-overdue"))
    if (
        step is not None
        and breached(_fact(step), context.now)
        and context.records.breaches.find(step) is None
    ):
        context.records.breaches.add(
            Breach(
                tracking_code=step.tracking_code, step=step.step, round=step.round, recorded_at=context.now
            )
        )


def _fact(step: Step) -> StepRecord:
    return StepRecord(
        step=step.step,
        round=step.round,
        owner=step.owner,
        opened=step.opened_at,
        due=step.due,
        closed=step.closed_at,
    )
