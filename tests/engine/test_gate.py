import sys
from datetime import timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from engine.answers import LockedTask
from engine.gate import judge
from engine.outcome import BpmnError, Complete, Failure, Outcome
from engine.retry import RetryPolicy
from engine.topics import BusinessError, Poison, TaskInput, Topic

SECRET = "national-id-0012345679"
RETRY = RetryPolicy(waits=(timedelta(seconds=5),))


class TooLate(BusinessError):
    code = "too-late"


class Unheard(BusinessError):
    code = "unheard"


class FigureMissing(Exception):
    for_operator = "tariff.example has no figure"


class Person(BaseModel):
    age: int


def nothing(task: TaskInput, context: None) -> None:
    """Stands where a handler would."""


TOPIC = Topic("trial", __name__, TaskInput, None, nothing, raises=(TooLate,))


def outcome_of(fault: BaseException, retries: int | None = None) -> Outcome:
    def execute(*_: Any) -> dict[str, Any]:
        raise fault

    return judge(TOPIC, LockedTask(id="t", topic="trial", retries=retries), execute, RETRY)


def failure_of(fault: BaseException, retries: int | None = None) -> Failure:
    outcome = outcome_of(fault, retries)
    assert isinstance(outcome, Failure)
    return outcome


def test_results_complete_the_task() -> None:
    done = judge(TOPIC, LockedTask(id="t", topic="trial"), lambda *_: {"outcome": "paid"}, RETRY)
    assert done == Complete({"outcome": "paid"})


def test_a_declared_business_error_goes_to_the_model_by_its_code() -> None:
    assert outcome_of(TooLate()) == BpmnError("too-late")


def test_a_business_error_that_the_topic_does_not_declare_never_reaches_the_model() -> None:
    assert failure_of(Unheard()).retries == 0


def test_any_other_fault_is_a_failure_that_is_tried_again() -> None:
    failure = failure_of(KeyError(SECRET))
    assert (failure.retries, failure.wait) == (1, timedelta(seconds=5))


def test_the_last_retry_ends_in_an_incident() -> None:
    assert failure_of(KeyError(SECRET), retries=1).retries == 0


def test_poison_is_never_tried_again_and_says_why() -> None:
    failure = failure_of(Poison("a creditor is not handled yet"))
    assert failure.retries == 0
    assert failure.message.startswith("Poison at tests.engine.test_gate:")
    assert failure.message.endswith(": a creditor is not handled yet")


def test_data_that_do_not_fit_a_model_are_never_tried_again_and_are_not_shown() -> None:
    with pytest.raises(ValueError, match="age") as caught:
        Person.model_validate({"age": SECRET})
    failure = failure_of(caught.value)
    assert failure.retries == 0
    assert "Person: age (int_parsing)" in failure.message
    assert SECRET not in failure.message + failure.details


def test_a_sentence_for_the_operator_is_shown_and_the_rest_is_still_tried_again() -> None:
    failure = failure_of(FigureMissing(SECRET))
    assert failure.message.endswith(": tariff.example has no figure")
    assert failure.retries == 1


def test_neither_message_nor_details_hold_the_text_of_the_fault_or_of_its_causes() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise ValueError(SECRET) from cause
    except ValueError as fault:
        failure = failure_of(fault)
    assert SECRET not in failure.message + failure.details
    assert "ValueError at tests.engine.test_gate:" in failure.message
    assert "KeyError" in failure.details


def test_the_place_is_the_line_of_our_code_that_led_to_the_fault_in_a_library() -> None:
    try:
        __import__("json").loads("{")
    except ValueError as fault:
        failure = failure_of(fault)
    assert " at tests.engine.test_gate:" in failure.message
    assert "json.decoder:" in failure.details


def test_results_that_cannot_be_sent_are_a_failure_of_the_handler() -> None:
    failure = judge(TOPIC, LockedTask(id="t", topic="trial"), lambda *_: {"lines": [SECRET]}, RETRY)
    assert isinstance(failure, Failure)
    assert SECRET not in failure.message + failure.details


def test_a_handler_that_wants_to_leave_the_process_only_fails() -> None:
    with pytest.raises(SystemExit) as leaving:
        sys.exit(1)
    assert failure_of(leaving.value).retries == 1
