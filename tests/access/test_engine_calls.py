"""What may whom ask of the engine itself? Staff the tasks of their own group, the operator what runs.

Everybody asks every call of the table about a case whose meter is to be tested: the testers first line, all
other groups second, the operator third, about another case after each deed. A call is `given` (answered),
`nothing` (an empty answer) or `refused`. Whoever may do a task may also throw an escalation or an error in
it: the one writes no breach that was none, the other ends no request.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import pytest
import requests

from console.engines import engine_for, engine_for_member
from console.rehearsal import Rehearsal
from domain.groups import Group
from engine.client import Engine, EngineError
from tests.ground import TEST_FORM
from tests.kit import Case

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]

PROCESS: Final = "permanent-service-removal"
GIVEN, NOTHING, REFUSED = "given", "nothing", "refused"
ELSE: Final = (
    "part of a running process",
    "Invalid value submitted",
    "password is not valid",
    "No task found",
    "No matching task",
)
"""Other noes than 403, and than 404 for what may not even be seen."""
EMPTY: Final[tuple[Any, ...]] = ([], {}, {"count": 0}, 0, {"groups": [], "groupUsers": []})

JUMP: Final = {"instructions": [{"type": "startBeforeActivity", "activityId": "issue-certificate"}]}

TABLE: Final[tuple[tuple[str, str, Any, str, str, str], ...]] = (
    ("GET", "/task?processInstanceBusinessKey={code}", None, GIVEN, NOTHING, GIVEN),
    ("GET", "/task/{task}", None, GIVEN, REFUSED, GIVEN),
    ("GET", "/task/{task}/form-variables", None, GIVEN, REFUSED, GIVEN),
    ("GET", "/task/{task}/deployed-form", None, GIVEN, REFUSED, GIVEN),
    ("GET", "/task/{task}/variables", None, GIVEN, REFUSED, GIVEN),
    ("GET", "/task/{task}/identity-links", None, GIVEN, REFUSED, GIVEN),
    ("POST", "/task/{task}/claim", {"userId": "{self}"}, GIVEN, REFUSED, GIVEN),
    ("POST", "/task/{task}/unclaim", {}, GIVEN, REFUSED, GIVEN),
    ("POST", "/task/{task}/comment/create", {"message": "مشترک نمونه"}, REFUSED, REFUSED, REFUSED),
    ("GET", "/task/{task}/comment", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/task/{task}/comment/x", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/task/{task}/attachment", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/task/{task}/attachment/x/data", None, REFUSED, REFUSED, REFUSED),
    ("POST", "/task/create", {"name": "دیگر"}, REFUSED, REFUSED, REFUSED),
    ("GET", "/task/{task}/localVariables", None, GIVEN, REFUSED, GIVEN),
    ("GET", "/task/report/candidate-group-count", None, REFUSED, REFUSED, REFUSED),
    ("DELETE", "/task/{task}", None, REFUSED, REFUSED, REFUSED),
    ("POST", "/task/{task}/submit-form", {"variables": {}}, REFUSED, REFUSED, REFUSED),
    ("POST", "/task/{task}/bpmnEscalation", {"escalationCode": "test-meter-overdue"}, GIVEN, REFUSED, GIVEN),
    ("GET", "/process-definition", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/process-definition/key/{process}", None, REFUSED, REFUSED, GIVEN),
    ("GET", "/process-definition/key/{process}/xml", None, REFUSED, REFUSED, GIVEN),
    ("POST", "/process-definition/key/{process}/start", {"businessKey": "x"}, REFUSED, REFUSED, REFUSED),
    ("PUT", "/process-definition/key/{process}/suspended", {"suspended": True}, REFUSED, REFUSED, REFUSED),
    (
        "POST",
        "/message",
        {"messageName": "request-registered", "businessKey": "x"},
        REFUSED,
        REFUSED,
        REFUSED,
    ),
    (
        "POST",
        "/message",
        {"messageName": "withdrawal-submitted", "businessKey": "{code}"},
        REFUSED,
        REFUSED,
        GIVEN,
    ),
    ("GET", "/process-instance?businessKey={code}", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/process-instance/{instance}", None, REFUSED, REFUSED, GIVEN),
    ("DELETE", "/process-instance/{instance}", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/process-instance/{instance}/variables", None, REFUSED, REFUSED, GIVEN),
    (
        "PUT",
        "/process-instance/{instance}/variables/outcome",
        {"value": "x", "type": "String"},
        REFUSED,
        REFUSED,
        GIVEN,
    ),
    ("GET", "/process-instance/{instance}/activity-instances", None, REFUSED, REFUSED, GIVEN),
    (
        "POST",
        "/process-instance/{instance}/modification",
        JUMP,
        REFUSED,
        REFUSED,
        GIVEN,
    ),
    ("PUT", "/process-instance/{instance}/suspended", {"suspended": True}, REFUSED, REFUSED, GIVEN),
    ("GET", "/execution", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/variable-instance?variableValues=trackingCode_eq_{code}", None, GIVEN, NOTHING, GIVEN),
    ("GET", "/variable-instance?variableName=stepText", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/variable-instance?variableName=caseUrl", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/event-subscription", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/external-task", None, NOTHING, NOTHING, GIVEN),
    (
        "POST",
        "/external-task/fetchAndLock",
        {"workerId": "x", "maxTasks": 1, "topics": [{"topicName": "order-test", "lockDuration": 1000}]},
        NOTHING,
        NOTHING,
        NOTHING,
    ),
    ("GET", "/job", None, NOTHING, NOTHING, GIVEN),
    ("POST", "/job/{job}/execute", {}, REFUSED, REFUSED, GIVEN),
    ("GET", "/incident", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/history/process-instance", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/activity-instance", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/variable-instance", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/detail", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/task", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/user-operation", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/external-task-log", None, NOTHING, NOTHING, NOTHING),
    ("DELETE", "/history/process-instance/{instance}", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/deployment", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/identity-link-log", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/job-log", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/incident", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/decision-instance", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/task/count", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/history/task/report?reportType=count&groupBy=taskName", None, REFUSED, REFUSED, REFUSED),
    (
        "POST",
        "/history/process-instance/delete",
        {"historicProcessInstanceIds": ["x"]},
        REFUSED,
        REFUSED,
        REFUSED,
    ),
    ("POST", "/process-instance/delete", {"processInstanceIds": ["x"]}, REFUSED, REFUSED, REFUSED),
    ("GET", "/deployment/{deployment}/resources", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/deployment/registered", None, REFUSED, REFUSED, REFUSED),
    ("DELETE", "/deployment/{deployment}", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/job-definition", None, NOTHING, NOTHING, GIVEN),
    ("GET", "/decision-definition", None, NOTHING, NOTHING, NOTHING),
    ("POST", "/decision-definition/key/meter-verdict/evaluate", {"variables": {}}, REFUSED, REFUSED, REFUSED),
    ("GET", "/user/count", None, GIVEN, GIVEN, GIVEN),
    ("GET", "/user", None, GIVEN, GIVEN, GIVEN),
    ("GET", "/user/worker/profile", None, REFUSED, REFUSED, REFUSED),
    (
        "POST",
        "/user/create",
        {"profile": {"id": "x"}, "credentials": {"password": "x"}},
        REFUSED,
        REFUSED,
        REFUSED,
    ),
    ("PUT", "/user/worker/credentials", {"password": "x"}, REFUSED, REFUSED, REFUSED),
    ("DELETE", "/user/worker", None, REFUSED, REFUSED, REFUSED),
    ("DELETE", "/user/{self}", None, REFUSED, REFUSED, REFUSED),
    (
        "PUT",
        "/user/{self}/profile",
        {"id": "{self}", "firstName": "نمونه", "lastName": ""},
        GIVEN,
        GIVEN,
        GIVEN,
    ),
    ("GET", "/user?memberOfGroup=supervision&firstName=x", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/identity/groups?userId=worker", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/group?member=worker", None, NOTHING, NOTHING, NOTHING),
    ("GET", "/group/{self}", None, GIVEN, GIVEN, REFUSED),
    ("DELETE", "/group/{self}", None, REFUSED, REFUSED, REFUSED),
    ("DELETE", "/group/{self}/members/{self}", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/group", None, GIVEN, GIVEN, NOTHING),
    ("PUT", "/group/supervision/members/{self}", None, REFUSED, REFUSED, REFUSED),
    ("GET", "/authorization", None, NOTHING, NOTHING, NOTHING),
    (
        "POST",
        "/authorization/create",
        {"type": 1, "permissions": ["ALL"], "userId": "{self}", "resourceType": 8, "resourceId": "*"},
        REFUSED,
        REFUSED,
        REFUSED,
    ),
    (
        "POST",
        "/filter/create",
        {"resourceType": "Task", "name": "x", "query": {}, "properties": {}},
        REFUSED,
        REFUSED,
        REFUSED,
    ),
    ("GET", "/batch", None, NOTHING, NOTHING, NOTHING),
    ("POST", "/history/cleanup", {}, REFUSED, REFUSED, REFUSED),
    ("POST", "/signal", {"name": "x"}, GIVEN, GIVEN, GIVEN),
    ("PUT", "/task/{task}/localVariables/note", {"value": "x", "type": "String"}, GIVEN, REFUSED, GIVEN),
    ("PUT", "/task/{task}/variables/stepText", {"value": "x", "type": "String"}, GIVEN, REFUSED, GIVEN),
    ("DELETE", "/task/{task}/variables/stepText", None, GIVEN, REFUSED, GIVEN),
    ("POST", "/task/{task}/identity-links", {"groupId": "x", "type": "candidate"}, GIVEN, REFUSED, GIVEN),
    (
        "POST",
        "/task/{task}/identity-links/delete",
        {"groupId": "x", "type": "candidate"},
        GIVEN,
        REFUSED,
        GIVEN,
    ),
    ("POST", "/task/{task}/assignee", {"userId": "{self}"}, GIVEN, REFUSED, GIVEN),
    ("PUT", "/task/{task}", {"name": "دیگر"}, GIVEN, REFUSED, GIVEN),
    ("POST", "/task/{task}/delegate", {"userId": "{self}"}, GIVEN, REFUSED, GIVEN),
)
"""The last lines change the task itself: who may do it may also give it away (docs/architecture.md)."""


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


def to_be_tested(office: Rehearsal) -> Case:
    """A case whose meter is to be tested."""
    case = Case.of(office)
    case.to_the_test()
    return case


def standing_still(office: Rehearsal) -> Case:
    """Such a case that waits for an operator, too."""
    case = to_be_tested(office)
    task = office.task(case.code, "test-meter", "meter-testing").id
    execution = office.engine.call("GET", f"/task/{task}")["executionId"]
    office.engine.call("POST", f"/execution/{execution}/create-incident", body={"incidentType": "trial"})
    return case


def names_of(case: Case) -> dict[str, str]:
    """What stands in the braces of the table."""
    office = case.office
    return {
        "code": case.code,
        "process": PROCESS,
        "task": office.task(case.code, "test-meter", "meter-testing").id,
        "instance": office.engine.running(case.code, PROCESS)[0].id,
        "job": office.engine.jobs(case.code)[0].id,
        "deployment": office.engine.call("GET", "/deployment")[0]["id"],
    }


def test_each_call_is_given_to_whom_the_table_says_and_to_nobody_else(office: Rehearsal) -> None:
    case = standing_still(office)
    names = names_of(case)
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for method, path, body, own, others, _ in TABLE:
        for group in sorted(Group, key=lambda one: one == Group.METER_TESTING):
            member = engine_for_member(group, office.office.settings, office.office.secrets)
            told = answer(member, method, path, body, names | {"self": group.value})
            expected = own if group is Group.METER_TESTING else others
            if told != expected:
                found[method, path, group.value] = (expected, told)
    lines = [f"{method} {path} as {group}: {told}" for (method, path, group), told in found.items()]
    assert not lines, "\n".join(lines)


def test_the_operator_is_given_what_belongs_to_running_cases_and_nothing_else(office: Rehearsal) -> None:
    operator = engine_for("operator", office.office.settings, office.office.secrets)
    lines, case = [], standing_still(office)
    for method, path, body, _, _, expected in TABLE:
        told = answer(operator, method, path, body, names_of(case) | {"self": "operator"})
        if told != expected:
            lines.append(f"{method} {path}: {told}")
        # What is given about the task leaves it standing; anything else may have moved the case.
        if told == GIVEN and method != "GET" and not path.startswith("/task/"):
            case = to_be_tested(office)
    assert not lines, "\n".join(lines)


def test_who_is_given_a_task_by_a_member_does_it_under_a_name_of_their_own(office: Rehearsal) -> None:
    case = to_be_tested(office)
    task = office.task(case.code, "test-meter", "meter-testing").id
    office.as_member("meter-testing").call("POST", f"/task/{task}/assignee", body={"userId": "finance"})
    office.as_member("finance").submit_form(task, TEST_FORM | {"completedBy": "meter-testing"})
    office.settle(case.code)
    with case.records() as records:
        assert records.tests.accepted(case.code).tested_by == "finance"


def test_who_attaches_a_file_to_a_task_is_refused(office: Rehearsal) -> None:
    case = to_be_tested(office)
    task = office.task(case.code, "test-meter", "meter-testing").id
    for group in Group:
        answer = requests.post(
            f"{office.engine.url}/task/{task}/attachment/create",
            files=[("attachment-name", ("", b"x")), ("content", ("x.txt", b"x"))],
            auth=(group.value, office.office.secrets.staff[group].get_secret_value()),
            timeout=10,
        )
        assert answer.status_code in (400, 403, 404), (group, answer.text)
        assert office.engine.call("GET", f"/task/{task}/attachment") == []


def test_who_lists_users_and_groups_finds_only_oneself(office: Rehearsal) -> None:
    for group in Group:
        member = engine_for_member(group, office.office.settings, office.office.secrets)
        assert [one["id"] for one in member.call("GET", "/user")] == [group]
        assert [one["id"] for one in member.call("GET", "/group")] == [group]


@pytest.mark.parametrize("code", ["no-access", "not-eligible", "payment-expired", "withdrawn", "served", "x"])
def test_who_throws_an_error_in_a_task_of_theirs_ends_no_request(office: Rehearsal, code: str) -> None:
    case = to_be_tested(office)
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
    case = to_be_tested(office)
    task = office.task(case.code, "test-meter", "meter-testing").id
    member = engine_for_member("meter-testing", office.office.settings, office.office.secrets)
    member.call("POST", f"/task/{task}/bpmnEscalation", body={"escalationCode": "test-meter-overdue"})
    office.settle(case.code)
    with case.records() as records:
        assert records.breaches.of_case(case.code) == []
