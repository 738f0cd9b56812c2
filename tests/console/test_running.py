"""The back office works on whatever happens, and stops when it is told to."""

from collections.abc import Callable, Iterator
from threading import Event

from console.running import keep_on


def acting(stop: Event, *answers: int | Exception) -> Callable[[], int]:
    left: Iterator[int | Exception] = iter(answers)

    def act() -> int:
        answer = next(left, None)
        if answer is None:
            stop.set()
            return 0
        if isinstance(answer, Exception):
            raise answer
        return answer

    return act


def test_a_fault_does_not_end_the_work() -> None:
    stop = Event()
    keep_on(acting(stop, 1, ValueError("the database is away"), 2), stop, pause=0)
    assert stop.is_set()


def test_while_there_is_something_to_do_there_is_no_pause() -> None:
    stop = Event()
    # With a pause after any of these, the test would not end.
    keep_on(acting(stop, 3, 2, 1), stop, pause=3600)
    assert stop.is_set()


def test_who_is_told_to_stop_before_the_begin_does_nothing() -> None:
    stop = Event()
    stop.set()
    keep_on(acting(stop, AssertionError("acted")), stop, pause=0)
