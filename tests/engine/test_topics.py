"""The trial workers of this module stand for those of the business."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.answers import LockedTask
from engine.topics import InvalidInput, TaskInput, TaskOutput, Topic, registry, topic

TEHRAN = ZoneInfo("Asia/Tehran")


class Reading(TaskInput):
    meter_reading: int
    remarks: str = ""


class Verdict(TaskOutput):
    verdict: str
    step_due: datetime
    error_percent: float | None


@topic("trial-judge-reading")
def judge_reading(task: Reading, context: str) -> Verdict:
    due = datetime(2026, 12, 1, 8, 0, tzinfo=TEHRAN)
    return Verdict(verdict=f"{context}:{task.meter_reading}", step_due=due, error_percent=None)


@topic("trial-write-note")
def write_note(task: TaskInput, context: list[str]) -> None:
    context.append(task.tracking_code)


def locked(**variables: object) -> LockedTask:
    return LockedTask(id="task-1", topic="trial", business_key="14050000000097", variables=variables)


def test_only_the_declared_fields_are_fetched_under_their_names_in_the_process() -> None:
    assert registry()["trial-judge-reading"].variables == ("meterReading", "remarks")
    assert registry()["trial-write-note"].variables == ()


def test_a_task_is_read_handled_and_answered_in_the_words_of_the_process() -> None:
    answer = registry()["trial-judge-reading"].run(locked(meterReading="12"), "ok")
    assert answer == {"verdict": "ok:12", "stepDue": "2026-12-01T08:00:00+03:30", "errorPercent": None}


def test_a_handler_without_output_sets_no_variable() -> None:
    notes: list[str] = []
    assert registry()["trial-write-note"].run(locked(), notes) == {}
    assert notes == ["14050000000097"]


def test_what_a_handler_leaves_out_is_not_sent() -> None:
    class Sparse(TaskOutput):
        outcome: str
        ask_due: str | None = None

    def leave_out(task: TaskInput, context: None) -> Sparse:
        return Sparse(outcome="paid")

    leave = Topic("trial-leave-out", __name__, TaskInput, Sparse, leave_out, raises=())
    assert leave.run(locked(), None) == {"outcome": "paid"}


def test_the_case_is_the_business_key_whatever_variables_say() -> None:
    forged = locked(trackingCode="forged", taskId="forged", meterReading=1)
    task = registry()["trial-judge-reading"].read(forged)
    assert (task.tracking_code, task.task_id) == ("14050000000097", "task-1")


def test_input_that_does_not_fit_names_its_fields_and_no_value() -> None:
    with pytest.raises(InvalidInput) as fault:
        registry()["trial-judge-reading"].read(locked(meterReading="a-secret"))
    assert str(fault.value) == "input of trial-judge-reading: meterReading (int_parsing)"
    assert fault.value.__suppress_context__


def test_a_task_without_a_business_key_does_not_fit() -> None:
    nobody = LockedTask(id="task-1", topic="trial", variables={"meterReading": 1})
    with pytest.raises(InvalidInput, match="tracking_code"):
        registry()["trial-judge-reading"].read(nobody)


def test_the_decorated_function_stays_a_function() -> None:
    assert judge_reading(Reading(tracking_code="1", task_id="t", meter_reading=5), "so").verdict == "so:5"


def test_a_topic_knows_the_module_of_its_handler() -> None:
    assert registry()["trial-judge-reading"].module == __name__


def test_a_topic_has_one_handler() -> None:
    def another(task: TaskInput, context: None) -> None:
        """Never called."""

    another.__module__ = "elsewhere"
    with pytest.raises(TypeError, match="two handlers"):
        topic("trial-write-note")(another)


def test_a_handler_without_a_typed_input_is_refused() -> None:
    def untyped(task: dict[str, object], context: None) -> None:
        """Never called."""

    with pytest.raises(TypeError, match="must be a TaskInput"):
        topic("trial-untyped")(untyped)


def test_a_handler_that_answers_something_else_is_refused() -> None:
    def loose(task: TaskInput, context: None) -> int:
        return 1

    with pytest.raises(TypeError, match="TaskOutput or None"):
        topic("trial-loose")(loose)
