"""Judges a meter test again and records it (SLA-3.5)."""

from typing import Literal

from cases.context import Context
from cases.forms import MeterTestForm, read_meter_test
from cases.steps import close_step
from domain.meter import MeterTest
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import FiledTest, Request


class Input(TaskInput, MeterTestForm):
    """What the tester filled in, and who sent it."""

    completed_by: str


class Output(TaskOutput):
    """Whether the test stands; where it does, what the decision reads."""

    outcome: Literal["plausible", "implausible"]
    testable: bool | None = None
    seals_intact: bool | None = None
    error_percent: float | None = None


@topic("record-meter-test")
def record_meter_test(task: Input, context: Context) -> Output:
    """A test that can't be right goes back to the tester with the reasons; both are kept."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "test-meter", task.completed_by)
    test, doubts = read_meter_test(task, context, request)
    _file(context, request, test, doubts, task.completed_by)
    if test is None or doubts:
        return Output(outcome="implausible")
    return Output(
        outcome="plausible",
        testable=test.testable,
        seals_intact=test.seals_intact,
        error_percent=test.error_percent,
    )


def _file(context: Context, request: Request, test: MeterTest | None, doubts: list[str], by: str) -> None:
    latest = context.records.tests.latest(request.tracking_code)
    context.records.tests.add(
        FiledTest(
            tracking_code=request.tracking_code,
            round=latest.round + 1 if latest else 1,
            test=test,
            doubts=doubts,
            tested_by=by,
            filed_at=context.now,
        )
    )
