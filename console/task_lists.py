"""Which lists of tasks are ready for staff on a first day? Their own, the urgent ones, one for each step."""

from collections.abc import Iterator
from typing import Final

from domain.groups import Group
from engine.task_lists import TaskList
from workbench.models import Models
from workbench.processes import Element

COLUMNS: Final = {"trackingCode": "کد رهگیری"}
"""What stands with each task, beside its step and its due time."""

EVERYBODY: Final = tuple(group.value for group in Group)
BRAND, AMBER, RED, GREY = "#0b5563", "#9a5b00", "#a32638", "#5f6b6d"
TODAY: Final = "${dateTime().withTimeAtStartOfDay()}"
TOMORROW: Final = "${dateTime().plusDays(1).withTimeAtStartOfDay()}"

FOR_EVERYBODY: Final = (
    TaskList(
        "کارهای گروه من",
        "هر کار بازی که از آنِ گروه شماست، برداشته‌شده یا نشده",
        {"candidateGroupsExpression": "${currentUserGroups()}", "includeAssignedTasks": True},
        EVERYBODY,
        BRAND,
    ),
    TaskList(
        "کارهای من",
        "کارهایی که شما برداشته‌اید",
        {"assigneeExpression": "${currentUser()}"},
        EVERYBODY,
        BRAND,
    ),
    TaskList(
        "مهلت امروز",
        "کارهایی که مهلتشان امروز می‌رسد",
        {"dueAfterExpression": TODAY, "dueBeforeExpression": TOMORROW},
        EVERYBODY,
        AMBER,
    ),
    TaskList(
        "گذشته از مهلت",
        "کارهایی که مهلتشان گذشته است",
        {"dueBeforeExpression": "${now()}"},
        EVERYBODY,
        RED,
    ),
)


def task_lists(models: Models) -> tuple[TaskList, ...]:
    """The lists for everybody, and for each group one of each step that the models give it."""
    return (*FOR_EVERYBODY, *_by_step(models))


def _by_step(models: Models) -> Iterator[TaskList]:
    for step in models.elements("userTask"):
        if step.form and step.form.groups:
            yield _of_step(step, tuple(step.form.groups.split(",")))


def _of_step(step: Element, groups: tuple[str, ...]) -> TaskList:
    # By the keys, which stay the same over all versions of a process.
    query = {"processDefinitionKey": step.process, "taskDefinitionKey": step.id}
    return TaskList(step.name, f"کارهای گام «{step.name}»", query, groups, GREY)
