"""What does the engine need to know of a step or a wait? Times, a text for the form, a link; no person."""

from datetime import timedelta

from cases.context import Context
from domain.persian import TEHRAN
from engine.topics import TaskOutput
from records.tables import Ask, Step


class StepOutput(TaskOutput):
    """What a user task shows and is timed by."""

    step_due: str
    step_text: str
    case_url: str


class WaitOutput(TaskOutput):
    """What a wait is woken and timed by."""

    ask_id: str
    ask_due: str
    step_due: str
    reminders: str


def step_of(context: Context, step: Step, text: str) -> StepOutput:
    """The variables of the user task that was just opened as that step."""
    return StepOutput(
        step_due=step.due.isoformat(), step_text=text, case_url=context.case_url(step.tracking_code)
    )


def wait_of(context: Context, ask: Ask) -> WaitOutput:
    """The variables of the wait for that ask; its reminders are an endless cycle with a start."""
    step = next(step for step in context.records.steps.all_open(ask.tracking_code) if step.step in AWAITING)
    every = context.agreement.reminders(ask.kind).every_days
    first = (ask.opened_at + timedelta(days=every)).astimezone(TEHRAN)
    return WaitOutput(
        ask_id=ask.id,
        ask_due=ask.deadline.isoformat(),
        step_due=step.due.isoformat(),
        reminders=f"R/{first.isoformat()}/P{every}D",
    )


AWAITING = frozenset({"await-payment", "await-answer"})
