"""What else may staff ask of the engine, about a task, the history, deployments and accounts?

Asked as in `test_engine_calls`: the testers first, all other groups second. The last lines change the task
itself: who may do a task may also give it away (docs/architecture.md, Limits).
"""

from typing import Any, Final

import pytest
import requests

from console.rehearsal import Rehearsal
from domain.groups import Group
from tests.access.test_engine_calls import GIVEN, NOTHING, REFUSED, answer, names_of, to_be_tested
from tests.ground import TEST_FORM
from tests.kit import Case

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("empty_desks")]

TABLE: Final[tuple[tuple[str, str, Any, str, str], ...]] = (
    ("GET", "/task/{task}/comment/x", None, REFUSED, REFUSED),
    ("GET", "/task/{task}/attachment", None, REFUSED, REFUSED),
    ("GET", "/task/{task}/attachment/x/data", None, REFUSED, REFUSED),
    ("GET", "/task/{task}/localVariables", None, GIVEN, REFUSED),
    ("GET", "/task/report/candidate-group-count", None, REFUSED, REFUSED),
    ("GET", "/history/identity-link-log", None, NOTHING, NOTHING),
    ("GET", "/history/job-log", None, NOTHING, NOTHING),
    ("GET", "/history/incident", None, NOTHING, NOTHING),
    ("GET", "/history/decision-instance", None, NOTHING, NOTHING),
    ("GET", "/history/task/count", None, NOTHING, NOTHING),
    ("GET", "/history/task/report?reportType=count&groupBy=taskName", None, REFUSED, REFUSED),
    ("POST", "/history/process-instance/delete", {"historicProcessInstanceIds": ["x"]}, REFUSED, REFUSED),
    ("POST", "/process-instance/delete", {"processInstanceIds": ["x"]}, REFUSED, REFUSED),
    ("GET", "/deployment/{deployment}/resources", None, REFUSED, REFUSED),
    ("GET", "/deployment/registered", None, REFUSED, REFUSED),
    ("DELETE", "/deployment/{deployment}", None, REFUSED, REFUSED),
    ("GET", "/job-definition", None, NOTHING, NOTHING),
    ("DELETE", "/user/{self}", None, REFUSED, REFUSED),
    ("GET", "/user?memberOfGroup=supervision&firstName=x", None, NOTHING, NOTHING),
    ("GET", "/identity/groups?userId=worker", None, NOTHING, NOTHING),
    ("GET", "/group?member=worker", None, NOTHING, NOTHING),
    ("GET", "/group/{self}", None, GIVEN, GIVEN),
    ("DELETE", "/group/{self}", None, REFUSED, REFUSED),
    ("DELETE", "/group/{self}/members/{self}", None, REFUSED, REFUSED),
    ("PUT", "/task/{task}/localVariables/note", {"value": "x", "type": "String"}, GIVEN, REFUSED),
    ("PUT", "/task/{task}/variables/stepText", {"value": "x", "type": "String"}, GIVEN, REFUSED),
    ("DELETE", "/task/{task}/variables/stepText", None, GIVEN, REFUSED),
    ("POST", "/task/{task}/identity-links", {"groupId": "x", "type": "candidate"}, GIVEN, REFUSED),
    ("POST", "/task/{task}/identity-links/delete", {"groupId": "x", "type": "candidate"}, GIVEN, REFUSED),
    ("POST", "/task/{task}/assignee", {"userId": "{self}"}, GIVEN, REFUSED),
    ("PUT", "/task/{task}", {"name": "دیگر"}, GIVEN, REFUSED),
    ("POST", "/task/{task}/delegate", {"userId": "{self}"}, GIVEN, REFUSED),
)


def test_each_call_is_given_to_whom_the_table_says_and_to_nobody_else(office: Rehearsal) -> None:
    deployment = office.engine.call("GET", "/deployment")[0]["id"]
    names = names_of(to_be_tested(office)) | {"deployment": deployment}
    lines = []
    for method, path, body, own, others in TABLE:
        for group in sorted(Group, key=lambda one: one == Group.METER_TESTING):
            told = answer(office.as_member(group), method, path, body, names | {"self": group.value})
            if told != (own if group is Group.METER_TESTING else others):
                lines.append(f"{method} {path} as {group}: {told}")
    assert not lines, "\n".join(lines)


def test_who_is_given_a_task_by_a_member_does_it_under_a_name_of_their_own(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    task = office.task(case.code, "test-meter", "meter-testing").id
    office.as_member("meter-testing").call("POST", f"/task/{task}/assignee", body={"userId": "finance"})
    office.as_member("finance").submit_form(task, TEST_FORM | {"completedBy": "meter-testing"})
    office.settle(case.code)
    with case.records() as records:
        assert records.tests.accepted(case.code).tested_by == "finance"


def test_who_attaches_a_file_to_a_task_is_refused(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
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
