"""A list of tasks is found by its groups alone, counts all versions of a process, and follows its plan."""

import pytest

from engine.client import Engine
from engine.task_lists import TaskList, keep_task_lists
from tests.engine.accounts import engine_as, new_account, new_id

pytestmark = pytest.mark.engine

PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    targetNamespace="trial">
  <process id="{key}" name="{name}" isExecutable="true" camunda:historyTimeToLive="1">
    <startEvent id="start" />
    <sequenceFlow id="on" sourceRef="start" targetRef="look" />
    <userTask id="look" name="{name}" camunda:candidateGroups="trial-group" />
  </process>
</definitions>"""


def a_list(name: str, process: str) -> TaskList:
    query = {"processDefinitionKey": process, "taskDefinitionKey": "look"}
    return TaskList(name, "نمونه", query, ("trial-group",), "#000000")


def lists_of(engine: Engine) -> dict[str, int]:
    """The lists that this account finds, and how many tasks it sees in each."""
    return {
        one["name"]: engine.call("GET", f"/filter/{one['id']}/count")["count"]
        for one in engine.call("GET", "/filter")
    }


def begin(engine: Engine, process: str, name: str) -> None:
    engine.deploy(process, {f"{process}.bpmn": PROCESS.format(key=process, name=name).encode()})
    engine.call("POST", f"/process-definition/key/{process}/start", body={})


def test_a_new_member_finds_the_work_of_the_group_in_all_versions_at_once(trial_engine: Engine) -> None:
    process, name = new_id(), new_id()
    keep_task_lists(trial_engine, [a_list(name, process)], {})
    begin(trial_engine, process, "نخست")
    begin(trial_engine, process, "دوم")
    member = engine_as(trial_engine, new_account(trial_engine, groups=("trial-group",)))
    stranger = engine_as(trial_engine, new_account(trial_engine, groups=("another-group",)))
    assert lists_of(member)[name] == 2
    assert name not in lists_of(stranger)


def test_a_list_kept_again_is_the_same_list_as_its_plan_says_now(trial_engine: Engine) -> None:
    process, name = new_id(), new_id()
    begin(trial_engine, process, "نخست")
    keep_task_lists(trial_engine, [a_list(name, "another-process")], {})
    before = trial_engine.call("GET", "/authorization/count")
    keep_task_lists(trial_engine, [a_list(name, process)], {"code": "کد"})
    (found,) = trial_engine.call("GET", "/filter", query={"name": name})
    assert found["query"]["processDefinitionKey"] == process
    assert found["properties"]["variables"] == [{"name": "code", "label": "کد"}]
    assert trial_engine.call("GET", "/authorization/count") == before
