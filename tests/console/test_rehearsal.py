"""In a rehearsal, time passes only as it is told to."""

from datetime import timedelta

from console.rehearsal import BEGIN, MovableClock


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = MovableClock()
    assert clock() == BEGIN
    clock.move(timedelta(days=2))
    assert clock() == BEGIN + timedelta(days=2)


def test_the_clock_never_goes_back() -> None:
    clock = MovableClock()
    clock.move_to(BEGIN - timedelta(days=1))
    assert clock() == BEGIN


def test_a_clock_that_was_started_goes_on_by_itself() -> None:
    clock = MovableClock()
    clock.start()
    first = clock()
    clock.move(timedelta(hours=1))
    assert clock() >= first + timedelta(hours=1)
    assert first >= BEGIN
