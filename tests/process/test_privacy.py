"""People's data stay in the records: not in the engine, no log, no metric, no error, no address."""

import json

import prometheus_client
import pytest

from console.rehearsal import Rehearsal, Stage
from tests.kit import Case
from tests.privacy import traces_in_engine

pytestmark = pytest.mark.engine


def test_nothing_personal_is_in_the_engine_while_the_case_runs(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_removal()
    assert traces_in_engine(office.engine, case.code, case.personal) == []


def test_the_search_finds_a_personal_value_that_a_form_left_in_the_engine(office: Rehearsal) -> None:
    case = Case.of(office)
    case.to_the_test()
    case.test_meter(remarks=case.national_id)
    assert traces_in_engine(office.engine, case.code, case.personal) != []
    case.approve_terms()
    case.agree()
    case.remove()
    case.pay()
    assert traces_in_engine(office.engine, case.code, case.personal) == []


def test_nothing_personal_is_in_logs_metrics_errors_and_addresses(
    stage: Stage, office: Rehearsal, capfd: pytest.CaptureFixture[str]
) -> None:
    served, refused = Case.of(office), Case.of(office, judicial_hold=True)
    served.to_the_certificate()
    refused.register()
    wrong = office.call("POST", "/requests", body={**served.application, "extra": "x"}, idempotency_key="k")
    stranger = office.call("GET", f"/requests/{served.code}/terms", national_id="1583250689")
    assert (wrong.status_code, stranger.status_code) == (422, 403)
    printed = "".join(capfd.readouterr())
    shown = {
        "our log": printed,
        "engine's log": (stage.settings.home / "engine.log").read_text(errors="replace"),
        "database's log": (stage.settings.home / "postgres" / "log").read_text(errors="replace"),
        "metrics": prometheus_client.generate_latest().decode(),
        "answer of the follow-up": json.dumps(
            office.call("GET", f"/requests/{served.code}").json(), ensure_ascii=False
        ),
        "refusals": wrong.text + stranger.text,
    }
    assert served.code in printed
    found = [(place, value) for place, text in shown.items() for value in served.personal if value in text]
    assert found == []
