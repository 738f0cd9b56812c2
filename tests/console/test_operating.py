"""What does an operator see of a real engine, and does what they do about it help?"""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from console.checks import engine as of_engine
from console.checks.finding import Health
from console.checks.patient import Patient
from console.doctor import Look
from console.doctor import _told as examined
from console.rehearsal import Rehearsal, Stage
from engine.client import Engine, TopicRequest
from tests.kit import Case

pytestmark = pytest.mark.engine
SENTENCE = "the agreement has no removal_fee in force on 2026-11-24"


@pytest.fixture(autouse=True)
def _command_of_the_stage(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds the engine of the run."""
    monkeypatch.setenv("BARCHIN_HOME", str(stage.settings.home))
    monkeypatch.setenv("BARCHIN_ENGINE", stage.settings.engine_url)


@pytest.fixture
def patient(stage: Stage) -> Iterator[Patient]:
    with closing(Patient(stage.settings)) as patient:
        yield patient


def barchin(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def health(look: Look, patient: Patient) -> dict[str, Health]:
    return {finding.what: finding.health for finding in look(patient)}


@pytest.mark.parametrize("look", [of_engine.answers, of_engine.closed, of_engine.clock, of_engine.rights])
def test_of_an_engine_in_order_every_check_is_good(look: Look, patient: Patient) -> None:
    assert set(health(look, patient).values()) == {Health.GOOD}


def test_of_an_engine_in_order_our_models_are_deployed(patient: Patient) -> None:
    """The run's engine has trial models, too, whose topics no worker of ours does."""
    assert health(of_engine.models, patient)["models"] is Health.GOOD


def test_an_account_without_a_right_is_told_which(patient: Patient, engine: Engine) -> None:
    (found,) = engine.call("GET", "/authorization", query={"userIdIn": "relay", "resourceType": 8})
    engine.call("DELETE", f"/authorization/{found['id']}")
    try:
        (told,) = (one for one in of_engine.rights(patient) if one.what == "account relay")
        assert told.health is Health.BAD
        assert told.says == "lacks CREATE on PROCESS_INSTANCE"
    finally:
        kept = {name: found[name] for name in ("type", "permissions", "userId", "resourceType", "resourceId")}
        engine.call("POST", "/authorization/create", body=kept)


def test_before_the_operator_has_a_password_the_doctor_says_how_it_is_drawn(stage: Stage) -> None:
    older = {name: password for name, password in stage.secrets.services.items() if name != "operator"}
    patient = Patient(stage.settings)
    patient.secrets = stage.secrets.model_copy(update={"services": older})
    for look in (of_engine.rights, of_engine.incidents):
        told = [one for one in examined(look.__name__, look, patient) if one.health is Health.BAD]
        assert [one.says for one in told] == [
            "The account operator has no password yet. Draw what is missing with: barchin access provision"
        ]


def test_shared_accounts_are_refused_in_operation(stage: Stage) -> None:
    alone = Patient(stage.settings)
    assert health(of_engine.staff, alone) == {"shared accounts": Health.WARNING}
    elsewhere = Patient(stage.settings.model_copy(update={"database": "postgresql://elsewhere"}))
    assert health(of_engine.staff, elsewhere) == {"shared accounts": Health.BAD}


def test_what_stands_still_is_listed_tried_again_and_gone(office: Rehearsal, patient: Patient) -> None:
    case = Case.of(office)
    case.code = office.register(case.application)
    office.back.relay.ring_case(case.code)
    asked = TopicRequest(name="check-eligibility", lock_ms=10_000, business_key=case.code)
    (task,) = office.engine.fetch_and_lock("test", [asked], 1)
    office.engine.fail(task.id, "test", f"MissingFigure at domain.tariff:1: {SENTENCE}", "", 0, 0)

    listed = barchin("incidents", "--json")
    assert listed.exit_code == 1
    (found,) = (one for one in json.loads(listed.stdout) if one["tracking_code"] == case.code)
    assert (found["cause"], found["says"], found["task"]) == ("MissingFigure", SENTENCE, task.id)
    assert found["step"] == "بررسی شرایط پذیرش درخواست"
    assert health(of_engine.incidents, patient) == {"incidents": Health.BAD}
    assert case.code in barchin("incidents").stdout

    assert "1 tasks are tried again" in barchin("incidents", "retry", case.code).stdout
    office.settle(case.code)
    assert case.code not in barchin("incidents", "--json").stdout
    assert office.call("GET", f"/requests/{case.code}").json()["status"] == "awaiting-payment"
