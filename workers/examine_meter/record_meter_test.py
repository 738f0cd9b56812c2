"""Judges again what came of a visit to the meter, and records it (SLA-3.5)."""

from typing import Literal

from cases.context import Context
from cases.damages import file_damages
from cases.forms import MeterTestForm, read_meter_test
from cases.steps import close_step
from cases.visits import file_visit, vain
from domain.damage import Phase
from domain.eligibility import Ineligibility
from domain.meter import MeterTest
from domain.visits import VisitPurpose, VisitResult
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import FiledTest, Request

TESTED = "tested"


class Input(TaskInput, MeterTestForm):
    """What the tester filled in, and who sent it."""

    completed_by: str


class Output(TaskOutput):
    """Which way the request goes; where the test stands, what the decision on the meter reads."""

    outcome: Literal["plausible", "implausible", "visit-again", "no-access", "other-consumer"]
    testable: bool | None = None
    seals_intact: bool | None = None
    error_percent: float | None = None


@topic("record-meter-test")
def record_meter_test(task: Input, context: Context) -> Output:
    """Absences count up to the agreement's number; a test that can't be right goes back, and is kept."""
    request = context.records.requests.get(task.tracking_code)
    close_step(context, request, "test-meter", task.completed_by)
    in_vain = vain(task.visit_result)
    if task.misread:
        return _tested(task, context, request)
    if in_vain is not None:
        return _visited(task, context, request, in_vain)
    if task.visit_result == TESTED and task.other_consumer:
        return _other_consumer(task, context, request)
    return _tested(task, context, request)


def _visited(task: Input, context: Context, request: Request, result: VisitResult) -> Output:
    ended = file_visit(context, request, VisitPurpose.TEST, result, task.completed_by, task.remarks)
    return Output(outcome="no-access" if ended else "visit-again")


def _other_consumer(task: Input, context: Context, request: Request) -> Output:
    """Somebody else uses this connection: it may not be removed for one of them alone (SLA-2.1)."""
    test, _ = read_meter_test(task, context, request)
    request.reason = Ineligibility.OTHER_CONSUMER_FOUND
    _file(context, request, test, [f"{Ineligibility.OTHER_CONSUMER_FOUND.title}."], task.completed_by)
    return Output(outcome="other-consumer")


def _tested(task: Input, context: Context, request: Request) -> Output:
    test, doubts = read_meter_test(task, context, request)
    if task.visit_result != TESTED and not task.misread:
        doubts = ["نتیجه‌ی مراجعه نوشته نشده است."]
    _file(context, request, test, doubts, task.completed_by)
    if test is None or doubts:
        return Output(outcome="implausible")
    file_damages(context, request, task, Phase.TEST)
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
