"""A closure announced today moves what ends after it, here and in the engine, and no recorded breach."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.calendar_change import apply, foresee, retime
from domain.agreement import Agreement
from domain.persian import TEHRAN
from engine.client import EngineError, Job, UserTask
from records.tables import Ask, Step
from tests.ground import Ground

CLOSED = date(2026, 11, 25)
"""Wednesday, the day after the tests begin."""


class TimedEngine:
    """An engine of which only due dates matter; `gone` is what fires or is done at that very moment."""

    def __init__(self, jobs: tuple[str, ...] = (), tasks: tuple[str, ...] = ()) -> None:
        self.due: dict[str, datetime | None] = dict.fromkeys((*jobs, *tasks))
        self._jobs, self._tasks = jobs, tasks
        self.gone: set[str] = set()
        self.moves = 0

    def jobs(self, _business_key: str) -> list[Job]:
        return [Job(id=name, activity_id=name, due=self.due[name]) for name in self._jobs]

    def tasks(self, _business_key: str) -> list[UserTask]:
        return [UserTask(id=name, key=name, due=self.due[name]) for name in self._tasks]

    def _move(self, name: str, due: datetime) -> None:
        if name in self.gone:
            raise EngineError(404, "RestException")
        self.due[name], self.moves = due, self.moves + 1

    set_job_due = set_task_due = _move


@pytest.fixture
def closed(agreement: Agreement) -> Agreement:
    """The agreement with one more day closed."""
    closures = {**agreement.calendar.closures, CLOSED: "تعطیلی نمونه"}
    return replace(agreement, calendar=replace(agreement.calendar, closures=closures))


def step(ground: Ground, code: str, name: str) -> Step:
    with ground.act() as context:
        found = context.records.steps.open(code, name)
    assert found is not None
    return found


def ask(ground: Ground, code: str) -> Ask:
    with ground.act() as context:
        found = context.records.asks.open(code)
    assert found is not None
    return found


def test_a_closure_moves_a_step_by_the_day_that_it_takes(ground: Ground, closed: Agreement) -> None:
    code = ground.register()
    ground.to_the_test(code)
    before = step(ground, code, "test-meter").due
    engine = TimedEngine(jobs=("test-meter-due",), tasks=("test-meter",))
    (shift,) = apply(ground.database, engine, closed)  # type: ignore[arg-type]
    after = step(ground, code, "test-meter").due
    assert (shift.of, shift.before, shift.after) == ("test-meter", before, after)
    assert closed.calendar.elapsed(before, after) == closed.calendar.days(1)
    assert engine.due == {"test-meter-due": after, "test-meter": after}


def test_a_closure_moves_a_deadline_with_its_wait(ground: Ground, closed: Agreement) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    before = ask(ground, code).deadline
    engine = TimedEngine(jobs=("await-payment-deadline", "await-payment-due", "await-payment-reminder"))
    apply(ground.database, engine, closed)  # type: ignore[arg-type]
    assert ask(ground, code).deadline == before + timedelta(days=1)
    assert engine.due["await-payment-deadline"] == ask(ground, code).deadline
    assert engine.due["await-payment-due"] == step(ground, code, "await-payment").due
    assert engine.due["await-payment-reminder"] is None


def test_what_would_move_is_shown_and_nothing_is_moved(ground: Ground, closed: Agreement) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    before = ask(ground, code).deadline
    with ground.act() as context:
        assert [shift.of for shift in foresee(context.records, closed)] == ["payment", "await-payment"]
    assert ask(ground, code).deadline == before


def test_doing_it_twice_changes_nothing_more(ground: Ground, closed: Agreement) -> None:
    code = ground.register()
    ground.to_the_terms(code)
    ground.clock.now = ask(ground, code).deadline + timedelta(seconds=1)
    ground.do("record-answer", code)
    today = ground.clock.now.astimezone(TEHRAN).date()
    another = replace(closed, calendar=replace(closed.calendar, closures={today: "تعطیلی نمونه"}))
    engine = TimedEngine(jobs=("await-answer-deadline",))
    assert apply(ground.database, engine, another)  # type: ignore[arg-type]
    moves = engine.moves
    assert apply(ground.database, engine, another) == []  # type: ignore[arg-type]
    assert engine.moves == moves


def test_the_calendar_that_holds_moves_nothing(ground: Ground, agreement: Agreement) -> None:
    ground.to_the_payment(ground.register())
    with ground.act() as context:
        assert foresee(context.records, agreement) == []


def test_a_date_that_the_subscriber_was_told_never_comes_earlier(
    ground: Ground, agreement: Agreement, closed: Agreement
) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    engine = TimedEngine()
    apply(ground.database, engine, closed)  # type: ignore[arg-type]
    told = ask(ground, code).deadline
    apply(ground.database, engine, agreement)  # type: ignore[arg-type]
    assert ask(ground, code).deadline == told


def test_a_recorded_breach_stays_and_so_does_the_time_that_it_missed(
    ground: Ground, closed: Agreement
) -> None:
    code = ground.register()
    ground.to_the_test(code)
    due = step(ground, code, "test-meter").due
    ground.clock.now = due
    ground.do("record-breach", code, overdueStep="test-meter-overdue")
    assert apply(ground.database, TimedEngine(), closed) == []  # type: ignore[arg-type]
    assert step(ground, code, "test-meter").due == due
    with ground.act() as context:
        assert len(context.records.breaches.of_case(code)) == 1


def test_what_ended_before_the_closure_stays(ground: Ground, agreement: Agreement) -> None:
    code = ground.register()
    ground.to_the_test(code)
    later = {step(ground, code, "test-meter").due.date() + timedelta(days=3): "تعطیلی نمونه"}
    calendar = replace(agreement.calendar, closures=later)
    with ground.act() as context:
        assert foresee(context.records, replace(agreement, calendar=calendar)) == []


def test_a_timer_that_fires_at_that_very_moment_needs_no_other_date(
    ground: Ground, closed: Agreement
) -> None:
    code = ground.register()
    ground.to_the_test(code)
    engine = TimedEngine(jobs=("test-meter-due",), tasks=("test-meter",))
    engine.gone = {"test-meter-due"}
    retime(ground.database, engine, code)  # type: ignore[arg-type]
    assert engine.due["test-meter"] == step(ground, code, "test-meter").due


def test_an_ended_case_is_left_alone(ground: Ground, closed: Agreement) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    assert apply(ground.database, TimedEngine(), closed) == []  # type: ignore[arg-type]
