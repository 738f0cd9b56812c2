"""A task is done by its own group, and a form decides nothing but what it asks."""

from collections import defaultdict
from typing import Any

import pytest

from console.engines import engine_for_member
from console.rehearsal import Rehearsal
from domain.groups import Group
from engine.client import EngineError
from tests.ground import REMOVAL_FORM, TEST_FORM
from tests.kit import Case

pytestmark = pytest.mark.engine

FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "test-meter": ("meter-testing", TEST_FORM),
    "approve-terms": ("subscriber-affairs", {"approval": "approve"}),
    "remove-connection": ("field-operations", REMOVAL_FORM),
    "correct-removal": ("field-operations", REMOVAL_FORM),
}
EVERY_OTHER_VARIABLE: dict[str, Any] = {
    "outcome": "withdrawn",
    "paymentNeeded": False,
    "askId": "forged",
    "askDue": "2020-01-01T00:00:00+03:30",
    "stepDue": "2020-01-01T00:00:00+03:30",
    "stepText": "forged",
    "stepFor": "forged",
    "caseUrl": "http://forged",
    "reminders": "R/2020-01-01T00:00:00+03:30/P1D",
    "serviceChecks": "R/2020-01-01T00:00:00+03:30/P1D",
    "completedBy": "forged",
    "verdict": "tampered",
    "balanceState": "settled",
    "reason": "withdrawn",
    "overdueStep": "forged",
    "noticeId": "forged",
    "trackingCode": "forged",
    "template": "forged",
}


def brought_to(case: Case, task: str) -> None:
    """Brings the case to where that task waits."""
    ways = {"test-meter": case.to_the_test, "approve-terms": case.to_the_test}
    ways.get(task, case.to_the_removal)()
    if task == "approve-terms":
        case.test_meter()
    if task == "correct-removal":
        case.remove(finalReading=10_100)


@pytest.mark.parametrize("task", FORMS)
def test_only_a_member_of_its_group_sees_and_completes_a_task(office: Rehearsal, task: str) -> None:
    case = Case.of(office)
    brought_to(case, task)
    owner, form = FORMS[task]
    task_id = office.task(case.code, task, owner).id
    for group in Group:
        if group != owner:
            with pytest.raises(LookupError):
                office.task(case.code, task, group)
            with pytest.raises(EngineError) as refused:
                engine_for_member(group, office.office.settings, office.office.secrets).submit_form(
                    task_id, form
                )
            assert refused.value.status == 403
    office.submit_form(case.code, task, owner, form)
    with pytest.raises(LookupError):
        office.task(case.code, task, owner)


def facts(case: Case) -> dict[str, Any]:
    """What the records hold of the case, without its identity and moments."""
    with case.records() as records:
        code = case.code
        return {
            "outcome": records.requests.get(code).outcome,
            "notices": [row.template for row in records.outbox.of_case(code, "sms")],
            "balances": records.ledger.balances(code),
            "steps": [(s.step, s.round, s.owner, s.closed_by) for s in records.steps.of_case(code)],
            "asks": [(a.kind, a.closed_as) for a in records.asks.of_case(code)],
            "verdict": records.terms.get(code).verdict,
        }


def ways(case: Case) -> dict[str, list[str]]:
    """The way through each process: what two of them do in the same millisecond has no order."""
    ways = defaultdict[str, list[str]](list)
    for process, element in case.path():
        ways[process].append(element)
    return ways


def test_a_form_with_every_other_variable_changes_neither_records_nor_path_nor_a_later_form(
    office: Rehearsal,
) -> None:
    honest, forged = Case.of(office), Case.of(office)
    honest.to_the_certificate()
    forged.to_the_test()
    forged.test_meter(**EVERY_OTHER_VARIABLE)
    shown = office.engine.form_variables(office.task(forged.code, "approve-terms", "subscriber-affairs").id)
    assert "forged" not in str(shown["stepText"]) + str(shown["caseUrl"])
    forged.fill_in("approve-terms", "subscriber-affairs", approval="approve", **EVERY_OTHER_VARIABLE)
    forged.agree()
    shown = office.engine.form_variables(office.task(forged.code, "remove-connection", "field-operations").id)
    assert "forged" not in str(shown["stepText"]) + str(shown["caseUrl"])
    forged.remove(**EVERY_OTHER_VARIABLE)
    forged.pay()
    assert facts(forged) == facts(honest)
    assert ways(forged) == ways(honest)


def test_a_forged_name_of_who_completed_is_overwritten(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    case.test_meter(completedBy="somebody-else")
    with case.records() as records:
        assert records.tests.accepted(case.code).tested_by == "meter-testing"


def test_an_old_answer_never_stands_in_a_new_round(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    case.test_meter()
    case.approve_terms("test-again")
    case.test_meter()
    shown = office.engine.form_variables(office.task(case.code, "approve-terms", "subscriber-affairs").id)
    assert shown.get("approval") is None
    with pytest.raises(EngineError):
        office.submit_form(case.code, "approve-terms", "subscriber-affairs", {})
