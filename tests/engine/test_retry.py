from datetime import timedelta

from engine.retry import NO_WAIT, RetryPolicy

TWICE = RetryPolicy(waits=(timedelta(seconds=5), timedelta(seconds=30)))


def test_the_first_failure_leaves_all_repetitions() -> None:
    assert TWICE.after(None) == (2, timedelta(seconds=5))


def test_pauses_grow_until_none_is_left() -> None:
    assert TWICE.after(2) == (1, timedelta(seconds=30))
    assert TWICE.after(1) == (0, NO_WAIT)


def test_more_retries_than_pauses_as_an_operator_may_set_begin_with_the_first_pause() -> None:
    assert TWICE.after(9) == (8, timedelta(seconds=5))


def test_no_retries_left_stays_so() -> None:
    assert TWICE.after(0) == (0, NO_WAIT)


def test_a_policy_without_pauses_never_repeats() -> None:
    assert RetryPolicy(waits=()).after(None) == (0, NO_WAIT)
