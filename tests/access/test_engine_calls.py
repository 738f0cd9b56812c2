"""What staff may ask of the engine itself: the tasks of their own group, and nothing else.

Each group asks every call of the table about a task of the meter testers: the testers first line, all others
second. A call is `given` (answered), `nothing` (an empty answer) or `refused`. Whoever may do a task may also
throw an escalation or an error in it: the one writes no breach that was none, the other ends no request.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import pytest

from console.engines import engine_for_member
from console.rehearsal import Rehearsal
from domain.groups import Group
from engine.client import Engine, EngineError
from tests.kit import Case

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]

PROCESS: Final = "permanent-service-removal"
GIVEN, NOTHING, REFUSED = "given", "nothing", "refused"
ELSE: Final = (
    "part of a running process",
    "Invalid value submitted",
    "password is not valid",
    "No task found",
)
"""Other noes than 403, and than 404 for what may not even be seen."""
EMPTY: Final[tuple[Any, ...]] = ([], {}, {"count": 0}, 0)

JUMP: Final = {"instructions": [{"type": "startBeforeActivity", "activityId": "issue-certificate"}]}

TABLE: Final[tuple[tuple[str, str, Any, str, str], ...]] = (
    ("GET", "/task?processInstanceBusinessKey={code}", None, GIVEN, NOTHING),
    ("GET", "/task/{task}", None, GIVEN, REFUSED),
    ("GET", "/task/{task}/form-variables", None, GIVEN, REFUSED),
    ("GET", "/task/{task}/deployed-form", None, GIVEN, REFUSED),
    ("GET", "/task/{task}/variables", None, GIVEN, REFUSED),
    ("GET", "/task/{task}/identity-links", None, GIVEN, REFUSED),
    ("POST", "/task/{task}/claim", {"userId": "{self}"}, GIVEN, REFUSED),
    ("POST", "/task/{task}/unclaim", {}, GIVEN, REFUSED),
    ("POST", "/task/{task}/comment/create", {"message": "مشترک نمونه"}, REFUSED, REFUSED),
    ("GET", "/task/{task}/comment", None, REFUSED, REFUSED),
    ("POST", "/task/create", {"name": "دیگر"}, REFUSED, REFUSED),
    ("DELETE", "/task/{task}", None, REFUSED, REFUSED),
    ("POST", "/task/{task}/submit-form", {"variables": {}}, REFUSED, REFUSED),
    ("POST", "/task/{task}/bpmnEscalation", {"escalationCode": "test-meter-overdue"}, GIVEN, REFUSED),
    ("GET", "/process-definition", None, NOTHING, NOTHING),
    ("GET", "/process-definition/key/{process}", None, REFUSED, REFUSED),
    ("GET", "/process-definition/key/{process}/xml", None, REFUSED, REFUSED),
    ("POST", "/process-definition/key/{process}/start", {"businessKey": "x"}, REFUSED, REFUSED),
    ("PUT", "/process-definition/key/{process}/suspended", {"suspended": True}, REFUSED, REFUSED),
    ("POST", "/message", {"messageName": "request-registered", "businessKey": "x"}, REFUSED, REFUSED),
    ("POST", "/message", {"messageName": "withdrawal-submitted", "businessKey": "{code}"}, REFUSED, REFUSED),
    ("GET", "/process-instance?businessKey={code}", None, NOTHING, NOTHING),
    ("GET", "/process-instance/{instance}", None, REFUSED, REFUSED),
    ("DELETE", "/process-instance/{instance}", None, REFUSED, REFUSED),
    ("GET", "/process-instance/{instance}/variables", None, REFUSED, REFUSED),
    (
        "PUT",
        "/process-instance/{instance}/variables/outcome",
        {"value": "x", "type": "String"},
        REFUSED,
        REFUSED,
    ),
    ("GET", "/process-instance/{instance}/activity-instances", None, REFUSED, REFUSED),
    (
        "POST",
        "/process-instance/{instance}/modification",
        JUMP,
        REFUSED,
        REFUSED,
    ),
    ("PUT", "/process-instance/{instance}/suspended", {"suspended": True}, REFUSED, REFUSED),
    ("GET", "/execution", None, NOTHING, NOTHING),
    ("GET", "/variable-instance?variableValues=trackingCode_eq_{code}", None, GIVEN, NOTHING),
    ("GET", "/variable-instance?variableName=stepText", None, NOTHING, NOTHING),
    ("GET", "/variable-instance?variableName=caseUrl", None, NOTHING, NOTHING),
    ("GET", "/event-subscription", None, NOTHING, NOTHING),
    ("GET", "/external-task", None, NOTHING, NOTHING),
    (
        "POST",
        "/external-task/fetchAndLock",
        {"workerId": "x", "maxTasks": 1, "topics": [{"topicName": "order-test", "lockDuration": 1000}]},
        NOTHING,
        NOTHING,
    ),
    ("GET", "/job", None, NOTHING, NOTHING),
    ("POST", "/job/{job}/execute", {}, REFUSED, REFUSED),
    ("GET", "/incident", None, NOTHING, NOTHING),
    ("GET", "/history/process-instance", None, NOTHING, NOTHING),
    ("GET", "/history/activity-instance", None, NOTHING, NOTHING),
    ("GET", "/history/variable-instance", None, NOTHING, NOTHING),
    ("GET", "/history/detail", None, NOTHING, NOTHING),
    ("GET", "/history/task", None, NOTHING, NOTHING),
    ("GET", "/history/user-operation", None, NOTHING, NOTHING),
    ("GET", "/history/external-task-log", None, NOTHING, NOTHING),
    ("DELETE", "/history/process-instance/{instance}", None, REFUSED, REFUSED),
    ("GET", "/deployment", None, NOTHING, NOTHING),
    ("GET", "/decision-definition", None, NOTHING, NOTHING),
    ("POST", "/decision-definition/key/meter-verdict/evaluate", {"variables": {}}, REFUSED, REFUSED),
    ("GET", "/user/count", None, GIVEN, GIVEN),
    ("GET", "/user", None, GIVEN, GIVEN),
    ("GET", "/user/worker/profile", None, REFUSED, REFUSED),
    ("POST", "/user/create", {"profile": {"id": "x"}, "credentials": {"password": "x"}}, REFUSED, REFUSED),
    ("PUT", "/user/worker/credentials", {"password": "x"}, REFUSED, REFUSED),
    ("DELETE", "/user/worker", None, REFUSED, REFUSED),
    ("GET", "/group", None, GIVEN, GIVEN),
    ("PUT", "/group/supervision/members/{self}", None, REFUSED, REFUSED),
    ("GET", "/authorization", None, NOTHING, NOTHING),
    (
        "POST",
        "/authorization/create",
        {"type": 1, "permissions": ["ALL"], "userId": "{self}", "resourceType": 8, "resourceId": "*"},
        REFUSED,
        REFUSED,
    ),
    (
        "POST",
        "/filter/create",
        {"resourceType": "Task", "name": "x", "query": {}, "properties": {}},
        REFUSED,
        REFUSED,
    ),
    ("GET", "/batch", None, NOTHING, NOTHING),
    ("POST", "/history/cleanup", {}, REFUSED, REFUSED),
    ("POST", "/signal", {"name": "x"}, GIVEN, GIVEN),
)


def answer(engine: Engine, method: str, path: str, body: Any, names: Mapping[str, str]) -> str:
    """What that member is told."""
    filled = {
        name: value.format(**names) if isinstance(value, str) else value
        for name, value in (body or {}).items()
    }
    try:
        told = engine.call(method, path.format(**names), body=filled if body is not None else None)
    except EngineError as error:
        is_refused = error.status in (403, 404) or any(words in error.message for words in ELSE)
        return REFUSED if is_refused else f"{error.status} {error.type} {error.message}"
    return NOTHING if told in EMPTY else GIVEN


def test_each_call_is_given_to_whom_the_table_says_and_to_nobody_else(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    names = {
        "code": case.code,
        "process": PROCESS,
        "task": office.task(case.code, "test-meter", "meter-testing").id,
        "instance": office.engine.running(case.code, PROCESS)[0].id,
        "job": office.engine.jobs(case.code)[0].id,
    }
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for method, path, body, own, others in TABLE:
        for group in sorted(Group, key=lambda one: one == Group.METER_TESTING):
            member = engine_for_member(group, office.office.settings, office.office.secrets)
            told = answer(member, method, path, body, names | {"self": group.value})
            expected = own if group is Group.METER_TESTING else others
            if told != expected:
                found[method, path, group.value] = (expected, told)
    lines = [f"{method} {path} as {group}: {told}" for (method, path, group), told in found.items()]
    assert not lines, "\n".join(lines)


def test_who_lists_users_and_groups_finds_only_oneself(office: Rehearsal) -> None:
    for group in Group:
        member = engine_for_member(group, office.office.settings, office.office.secrets)
        assert [one["id"] for one in member.call("GET", "/user")] == [group]
        assert [one["id"] for one in member.call("GET", "/group")] == [group]


@pytest.mark.parametrize("code", ["no-access", "not-eligible", "payment-expired", "withdrawn", "served", "x"])
def test_who_throws_an_error_in_a_task_of_theirs_ends_no_request(office: Rehearsal, code: str) -> None:
    case = Case.of(office)
    case.to_the_test()
    task = office.task(case.code, "test-meter", "meter-testing").id
    member = engine_for_member("meter-testing", office.office.settings, office.office.secrets)
    with suppress(EngineError):
        member.call("POST", f"/task/{task}/bpmnError", body={"errorCode": code})
    office.settle(case.code)
    with case.records() as records:
        assert records.requests.get(case.code).ended_at is None
    waits_for_the_tester = bool(office.engine.tasks(case.code))
    assert waits_for_the_tester or office.engine.incidents(case.code) or office.troubles(case.code)


def test_who_throws_an_escalation_in_a_task_of_theirs_writes_no_breach(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    task = office.task(case.code, "test-meter", "meter-testing").id
    member = engine_for_member("meter-testing", office.office.settings, office.office.secrets)
    member.call("POST", f"/task/{task}/bpmnEscalation", body={"escalationCode": "test-meter-overdue"})
    office.settle(case.code)
    with case.records() as records:
        assert records.breaches.of_case(case.code) == []
