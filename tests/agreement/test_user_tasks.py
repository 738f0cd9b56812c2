"""User tasks: the agreement, the progress of a case and the pages know each of them."""

from cases.progress import AT_WORK, BESIDE_THE_WAY
from cases.relay import STARTS
from cases.steps import CALL
from cases.unreachable import MESSAGE
from domain.groups import Group
from tests.agreement.shipped import MODELS, TOPICS
from tests.domain.samples import AGREEMENT
from workbench.answers import surely_when
from workbench.check.user_tasks import OPENED_WITH
from workbench.expressions import Condition


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
