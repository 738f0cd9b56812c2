"""Who may do a task may send the engine any variables with it, past the form: nothing moves by them.

The engine refuses them, or the form comes back to its group with the reason; nobody has to mend anything.
None of it changes the path, the records of the request or a later form.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
import requests

from console.rehearsal import Rehearsal
from tests.hostile import LONG
from tests.kit import MODELS, Case
from tests.process.test_tasks import EVERY_OTHER_VARIABLE

pytestmark = pytest.mark.engine

PLACES: Final[Mapping[str, Callable[[Case], None]]] = {
    "test-meter": Case.to_the_test,
    "approve-terms": Case.to_the_approval,
    "remove-connection": Case.to_the_removal,
    "correct-removal": Case.to_the_correction,
    "review-documents": Case.to_the_review,
    "follow-up-debt": Case.to_the_overdue_debt,
    "approve-refund": Case.to_the_refund,
    "call-subscriber": Case.to_the_call,
}
CODED: Final = b64encode(b"x").decode()
JAVA: Final = {
    "objectTypeName": "java.lang.String",
    "serializationDataFormat": "application/x-java-serialized-object",
}
VALUES: Final[Mapping[str, Any]] = {
    "nothing": None,
    "a huge text": {"type": "String", "value": LONG},
    "a text with NUL": {"type": "String", "value": "a\0b"},
    "a number": {"type": "Long", "value": -1},
    "no number": {"type": "Double", "value": "NaN"},
    "a number beyond all": {"value": 10**30},
    "a truth": {"type": "Boolean", "value": True},
    "a day of the year 99999": {"type": "Date", "value": "99999-01-01T00:00:00.000+0330"},
    "bytes": {"type": "Bytes", "value": CODED},
    "a file": {"type": "File", "value": CODED, "valueInfo": {"filename": "x.txt", "mimetype": "text/plain"}},
    "a list": {"value": ["a"]},
    "an object": {"value": {"a": 1}},
    "an object of Java": {"type": "Object", "value": "rO0ABXQAAXg=", "valueInfo": JAVA},
    "a kind that is none": {"type": "Nonsense", "value": "x"},
    "no variable": "x",
}
"""As the engine's interface takes them; the first leaves the form's own fields out."""


def facts(case: Case) -> dict[str, Any]:
    """What no answer that cannot be read may change."""
    with case.records() as records:
        request = records.requests.get(case.code)
        return {
            "ended": request.ended_at,
            "notices": [row.template for row in records.outbox.of_case(case.code, "sms")],
            "balances": records.ledger.balances(case.code),
            "asks": [(ask.kind, ask.closed_as) for ask in records.asks.of_case(case.code)],
            "breaches": len(records.breaches.of_case(case.code)),
        }


def test_every_user_task_is_tried() -> None:
    assert set(PLACES) == {one.id for one in MODELS.elements("userTask")}


@pytest.mark.parametrize("key", PLACES)
def test_variables_that_are_no_answers_of_the_form_are_refused_or_come_back_with_the_reason(
    office: Rehearsal, key: str
) -> None:
    case = Case.of(office)
    PLACES[key](case)
    form = next(one.form for one in MODELS.elements("userTask") if one.id == key)
    assert form is not None
    group, fields = str(form.groups), [field.id for field in form.fields]
    password = office.office.secrets.staff[group].get_secret_value()
    before, first = facts(case), office.engine.form_variables(office.task(case.code, key, group).id)
    for way in ("complete", "submit-form"):
        for name, value in VALUES.items():
            sent = dict.fromkeys(EVERY_OTHER_VARIABLE, value or {"type": "String", "value": "forged"})
            sent |= dict.fromkeys(fields, value) if value else {}
            task = office.task(case.code, key, group).id
            answer = requests.post(
                f"{office.engine.url}/task/{task}/{way}",
                json={"variables": sent},
                auth=(group, password),
                timeout=20,
            )
            case.settle()
            now = office.task(case.code, key, group).id
            shown = office.engine.form_variables(now)
            tried = f"{name} by {way}: {answer.status_code} {answer.text[:200]}"
            assert answer.ok == (now != task), tried
            assert shown["caseUrl"] == first["caseUrl"], tried
            assert "forged" not in shown["stepText"], tried
            assert now == task or shown["stepText"] != first["stepText"], tried
            assert office.troubles(case.code) == [], tried
            assert office.engine.incidents(case.code) == [], tried
            assert facts(case) == before, tried
