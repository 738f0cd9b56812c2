"""User tasks: each between two workers, owned and timed by the agreement, and signed by who sent the form."""

from collections.abc import Iterator

import pytest

from cases.progress import AT_WORK, BESIDE_THE_WAY
from cases.relay import STARTS
from cases.steps import CALL
from cases.unreachable import MESSAGE
from domain.groups import Group
from tests.agreement.shipped import MODELS, TOPICS, changed, given
from tests.domain.samples import AGREEMENT
from workbench.answers import surely_when
from workbench.expressions import Condition
from workbench.models import Models
from workbench.paths import before, behind
from workbench.processes import Element, Listener

OPENED_WITH = frozenset({"stepDue", "stepText", "caseUrl"})
SIGNED = Listener("taskListener", "complete", "${task.execution.setVariable('completedBy', currentUser())}")


def faults(models: Models) -> Iterator[str]:
    for task in models.elements("userTask"):
        yield from faults_of_workers(models, task)
        yield from faults_of_owner(task)
        if task.listeners != (SIGNED,):
            yield f"{task}: its one listener is {SIGNED.event} → {SIGNED.expression}"


def faults_of_workers(models: Models, task: Element) -> Iterator[str]:
    for arrival in before(models.of(task), task):
        for name in sorted(OPENED_WITH - given(arrival)):
            yield f"{task}: {arrival.element.id} before it does not answer {name}"
    for reader in behind(models, task):
        if reader.topic not in TOPICS or "completedBy" not in TOPICS[reader.topic].variables:
            yield f"{task}: {reader} behind it does not take completedBy"


def faults_of_owner(task: Element) -> Iterator[str]:
    form, target = task.form, AGREEMENT.steps.get(task.id)
    if form is None or target is None:
        yield f"{task}: the agreement has no step of this id in agreement/steps.toml"
        return
    if form.groups != target.owner or target.owner not in set(Group):
        yield f"{task}: offered to {form.groups}, owned by {target.owner}"
    if form.assignee:
        yield f"{task}: meant for one person"
    if form.due != "${stepDue}":
        yield f"{task}: due {form.due}, not ${{stepDue}}"
    if target.clause not in task.clauses:
        yield f"{task}: cites {task.clauses}, its step in the agreement {target.clause}"


def test_a_user_task_stands_between_two_workers_and_belongs_to_a_group_of_the_agreement() -> None:
    assert list(faults(MODELS)) == []


def test_the_steps_of_the_agreement_are_the_user_tasks_and_waits_of_the_models() -> None:
    assert {one.id for one in MODELS.elements("userTask", "receiveTask")} == set(AGREEMENT.steps)


def test_a_pool_is_named_by_its_owner() -> None:
    names = {group.title for group in Group}
    assert {process.id for process in MODELS.processes.values() if process.owner not in names} == set()


def test_the_progress_of_a_case_knows_every_user_task() -> None:
    assert {*AT_WORK, BESIDE_THE_WAY} == {task.id for task in MODELS.elements("userTask")}
    assert {task.id for task in MODELS.processes[STARTS[MESSAGE].process].of_kind("userTask")} == {
        BESIDE_THE_WAY,
        CALL,
    }


def test_a_worker_that_sends_a_report_back_says_when_it_is_due_again() -> None:
    when = surely_when(TOPICS["record-removal"], Condition.of("outcome", "implausible"))
    assert when >= OPENED_WITH
    assert not surely_when(TOPICS["record-removal"], Condition.of("outcome", "recorded")) & OPENED_WITH


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "permanent-service-removal.bpmn",
            "outcome == 'implausible'",
            "outcome == 'recorded'",
            "permanent-service-removal: correct-removal: record-removal before it does not answer stepDue",
        ),
        (
            "agree-terms.bpmn",
            'sourceRef="approve-terms" targetRef="record-approval"',
            'sourceRef="approve-terms" targetRef="announce-terms"',
            "behind it does not take completedBy",
        ),
        (
            "examine-meter.bpmn",
            'candidateGroups="meter-testing"',
            'candidateGroups="finance"',
            "owned by meter-",
        ),
        ("examine-meter.bpmn", 'dueDate="${stepDue}"', 'dueDate="${askDue}"', "not ${stepDue}"),
        ("examine-meter.bpmn", "currentUser()", "assignee", "its one listener"),
        ("examine-meter.bpmn", 'event="complete"', 'event="create"', "its one listener"),
    ],
)
def test_a_user_task_without_owner_time_or_signature_is_told(
    file: str, old: str, new: str, said: str
) -> None:
    assert any(said in fault for fault in faults(changed(file, old, new)))
