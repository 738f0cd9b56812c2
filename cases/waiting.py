"""What does the engine need to know of a step or a wait? Times, a text for the form, a link; no person."""

from datetime import date, datetime, timedelta
from itertools import count

from cases.context import Context
from cases.safekeeping import WAITS
from domain.persian import TEHRAN
from domain.working_time import WorkingCalendar
from engine.topics import TaskOutput
from records.tables import Ask, Step


class StepOutput(TaskOutput):
    """What a user task shows and is timed by, and whose it is already: who must mend what they sent."""

    step_due: str
    step_text: str
    case_url: str
    step_for: str | None


class QuietWaitOutput(TaskOutput):
    """What a wait is woken and timed by, of which nobody is reminded: the bank's."""

    ask_id: str
    ask_due: str
    step_due: str


class WaitOutput(QuietWaitOutput):
    """What a wait is woken, timed and recalled by."""

    reminders: str


def step_of(context: Context, step: Step, text: str, *, back_to: str | None = None) -> StepOutput:
    """The variables of the user task that was just opened as that step.

    `back_to` is whose form could not stand; others of the group may still take the task over.
    """
    return StepOutput(
        step_due=step.due.isoformat(),
        step_text=text,
        case_url=context.case_url(step.tracking_code),
        step_for=back_to,
    )


def last_sender(context: Context, step: Step) -> str | None:
    """Who sent the form of the round before."""
    before = context.records.steps.round(step.tracking_code, step.step, step.round - 1)
    return before.closed_by if before else None


def quiet_wait_of(context: Context, ask: Ask) -> QuietWaitOutput:
    """The variables of the wait for that ask, without reminders."""
    return QuietWaitOutput(
        ask_id=ask.id, ask_due=ask.deadline.isoformat(), step_due=_step(context, ask).due.isoformat()
    )


def wait_of(context: Context, ask: Ask) -> WaitOutput:
    """The variables of the wait for that ask; its reminders are an endless cycle with a start.

    It starts at the opening of a working day, so that nobody is reminded at night.
    """
    every = context.agreement.reminders(ask.kind).every_days
    first = (ask.opened_at + timedelta(days=every)).astimezone(TEHRAN).date()
    return WaitOutput(
        **quiet_wait_of(context, ask).model_dump(),
        reminders=f"R/{first_opening(context.agreement.calendar, first).isoformat()}/P{every}D",
    )


def first_opening(calendar: WorkingCalendar, day: date) -> datetime:
    """When the company opens on that day, or on the next one on which it works."""
    days = (day + timedelta(days=number) for number in count())
    return next(opens for day in days for opens, _ in calendar.hours_of(day))


def office_time(calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """From when on today, not before now, the company is open; None where it opens no more today."""
    today = calendar.hours_of(now.astimezone(TEHRAN).date())
    return next((max(opens, now) for opens, closes in today if now < closes), None)


def next_opening(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """That moment while the company is open, else when it opens next."""
    tomorrow = moment.astimezone(TEHRAN).date() + timedelta(days=1)
    return office_time(calendar, moment) or first_opening(calendar, tomorrow)


def _step(context: Context, ask: Ask) -> Step:
    step = context.records.steps.open(ask.tracking_code, WAITS[ask.kind].step)
    if step is None:
        raise LookupError(f"no wait stands for the ask of the kind {ask.kind}")
    return step
