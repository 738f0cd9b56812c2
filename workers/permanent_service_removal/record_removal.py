"""Judges the crew's report and records the removal: from here on the connection is gone (SLA-3.8)."""

from datetime import datetime
from typing import Literal

from cases.billing import tell_removal
from cases.context import Context
from cases.forms import RemovalForm, file_removal_damages, read_removal
from cases.staff import doubts_in_words, tested_reading_in_words
from cases.steps import close_step, open_step
from cases.waiting import step_of
from cases.withdraw import judge_after_removal
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import FiledRemoval, Request


class Input(TaskInput, RemovalForm):
    """What the crew filled in, and who sent it."""

    completed_by: str


class Output(TaskOutput):
    """Whether the report stands; where not, what its sender needs to correct it."""

    outcome: Literal["recorded", "implausible"]
    step_due: str | None = None
    step_text: str | None = None
    case_url: str | None = None
    step_for: str | None = None


@topic("record-removal")
def record_removal(task: Input, context: Context) -> Output:
    """A report that can't be right goes back with the reasons; both are kept.

    From the crew's first answer on no withdrawal counts (SLA-4.2).
    """
    request = context.records.requests.get(task.tracking_code)
    judge_after_removal(context, request, _removed_at(task, context))
    _close_steps(context, request, task.completed_by)
    filed = _file(task, context, request)
    if filed.doubts:
        return _send_back(context, request, filed)
    file_removal_damages(context, request, task)
    tell_removal(context, request, filed)
    return Output(outcome="recorded")


def _removed_at(task: Input, context: Context) -> datetime:
    """When the crew sent its form; whatever came before an earlier report was judged with that one."""
    earlier = context.records.removals.latest(task.tracking_code)
    return earlier.filed_at if earlier else context.now - task.task_age


def _close_steps(context: Context, request: Request, by: str) -> None:
    for step in ("remove-connection", "correct-removal"):
        close_step(context, request, step, by)


def _file(task: Input, context: Context, request: Request) -> FiledRemoval:
    latest = context.records.removals.latest(request.tracking_code)
    report, doubts = read_removal(task, context, request)
    row = FiledRemoval(
        tracking_code=request.tracking_code,
        round=latest.round + 1 if latest else 1,
        report=report,
        doubts=doubts,
        removed_by=task.completed_by,
        filed_at=context.now,
    )
    context.records.removals.add(row)
    return row


def _send_back(context: Context, request: Request, filed: FiledRemoval) -> Output:
    step = open_step(context, request, "correct-removal")
    test = context.records.tests.accepted(request.tracking_code).test
    text = f"{doubts_in_words(filed.doubts)}\n\n{tested_reading_in_words(test)}"
    form = step_of(context, step, text, back_to=filed.removed_by)
    return Output(outcome="implausible", **form.model_dump())
