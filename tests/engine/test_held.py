from engine.answers import LockedTask
from engine.held import HeldTasks

TASK = LockedTask(id="t", topic="trial")


class HandMovedSeconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_task_begins_once() -> None:
    held = HeldTasks(30)
    assert held.take(TASK)
    assert held.begin("t")
    assert not held.begin("t")


def test_a_task_that_runs_here_is_not_taken_again_when_its_lock_ran_out_and_we_fetched_it() -> None:
    held = HeldTasks(30)
    held.take(TASK)
    held.begin("t")
    held.lose("t")
    assert not held.take(TASK)
    assert not held.is_lost("t"), "the new lock is ours, so the answer is welcome"


def test_a_lock_is_due_for_extension_at_its_half_and_again_a_half_later() -> None:
    seconds = HandMovedSeconds()
    held = HeldTasks(30, seconds)
    held.take(TASK)
    seconds.now = 14
    assert held.to_extend() == []
    seconds.now = 15
    assert held.to_extend() == ["t"]
    held.extended("t")
    assert held.to_extend() == []
    seconds.now = 30
    assert held.to_extend() == ["t"]


def test_a_lost_task_that_waits_never_begins() -> None:
    held = HeldTasks(30)
    held.take(TASK)
    held.lose("t")
    assert not held.begin("t")
    assert len(held) == 0


def test_a_lost_task_that_runs_is_dropped_at_its_end_and_not_extended() -> None:
    seconds = HandMovedSeconds()
    held = HeldTasks(30, seconds)
    held.take(TASK)
    held.begin("t")
    held.lose("t")
    seconds.now = 99
    assert held.is_lost("t")
    assert held.to_extend() == []


def test_only_what_has_not_begun_is_withdrawn_first() -> None:
    held = HeldTasks(30)
    held.take(TASK)
    held.take(TASK.model_copy(update={"id": "waiting"}))
    held.begin("t")
    assert held.withdraw() == ["waiting"]
    assert held.withdraw(running=True) == ["t"]
    assert held.is_lost("t")
