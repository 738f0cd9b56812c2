"""On a first day the work is there: what was taken, what the group has, what is urgent, and each step."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import requests

from console.rehearsal import BEGIN, Rehearsal
from domain.groups import Group
from engine.access import Account, Plan, provision
from engine.client import Engine
from tests.kit import MODELS, Case

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]

URGENT = {"کارهای گروه من", "کارهای من", "مهلت امروز", "گذشته از مهلت"}


@dataclass(frozen=True)
class Newcomer:
    """Somebody who has joined a group just now."""

    engine: Engine
    account: Account

    @property
    def lists(self) -> dict[str, str]:
        """The lists that they find, with their ids."""
        return {one["name"]: one["id"] for one in self.engine.call("GET", "/filter")}

    def shown(self, name: str) -> dict[str, dict[str, Any]]:
        """What the list shows with each task, by the task's id, asked as Tasklist asks it."""
        answer = requests.get(
            f"{self.engine.url}/filter/{self.lists[name]}/list",
            auth=(self.account.id, self.account.password),
            headers={"Accept": "application/hal+json"},
            timeout=10,
        )
        answer.raise_for_status()
        tasks = answer.json()["_embedded"].get("task", [])
        return {
            task["id"]: {one["name"]: one["value"] for one in task["_embedded"]["variable"]} for task in tasks
        }


def newcomer(office: Rehearsal, group: str) -> Newcomer:
    account = Account(f"new-{uuid4().hex}", uuid4().hex, "کارمند نمونه", groups=(group,))
    provision(office.engine, Plan((), (account,)))
    return Newcomer(Engine(office.engine.url, account.id, account.password), account)


@pytest.fixture
def tested(office: Rehearsal) -> Case:
    case = Case.of(office)
    case.to_the_test()
    return case


def task_of(case: Case) -> str:
    return case.office.task(case.code, "test-meter", "meter-testing").id


def test_a_newcomer_finds_the_tasks_of_the_group_each_with_its_tracking_code(
    office: Rehearsal, tested: Case
) -> None:
    tester = newcomer(office, Group.METER_TESTING)
    for name in ("کارهای گروه من", "آزمایش کنتور"):
        assert tester.shown(name)[task_of(tested)] == {"trackingCode": tested.code}
    assert tester.shown("کارهای من") == {}


@pytest.mark.parametrize("group", Group)
def test_a_group_finds_the_lists_for_everybody_and_those_of_its_own_steps(
    office: Rehearsal, group: Group
) -> None:
    steps = {one.name for one in MODELS.elements("userTask") if one.form and one.form.groups == group}
    assert set(newcomer(office, group).lists) >= URGENT | steps
    others = {one.name for one in MODELS.elements("userTask")} - steps
    assert not set(newcomer(office, group).lists) & others


def test_a_task_stands_in_the_lists_of_its_taker_and_of_its_due_time(office: Rehearsal, tested: Case) -> None:
    tester, colleague = newcomer(office, Group.METER_TESTING), newcomer(office, Group.METER_TESTING)
    task = task_of(tested)
    tester.engine.call("POST", f"/task/{task}/claim", body={"userId": tester.account.id})
    assert task in tester.shown("کارهای من")
    assert task not in colleague.shown("کارهای من")
    assert task in colleague.shown("کارهای گروه من")
    today = BEGIN.replace(hour=0)
    for due, lists in (
        (today - timedelta(minutes=1), {"گذشته از مهلت"}),
        (today + timedelta(days=1, minutes=-1), {"مهلت امروز"}),
        (today + timedelta(days=1, minutes=1), set()),
    ):
        office.engine.set_task_due(task, due)
        found = {name for name in ("مهلت امروز", "گذشته از مهلت") if task in tester.shown(name)}
        assert found == lists


def test_the_lists_of_others_are_nobodys_to_read(office: Rehearsal, tested: Case) -> None:
    tester, clerk = newcomer(office, Group.METER_TESTING), newcomer(office, Group.FINANCE)
    answer = requests.get(
        f"{office.engine.url}/filter/{tester.lists['آزمایش کنتور']}/list",
        auth=(clerk.account.id, clerk.account.password),
        timeout=10,
    )
    assert answer.status_code == 403
    assert task_of(tested) not in clerk.shown("کارهای گروه من") | clerk.shown("مهلت امروز")
