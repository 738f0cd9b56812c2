"""The office is joined to the other systems as its settings say: the second provider, receipts, billing."""

from pathlib import Path

import pytest
import requests

from cases.receipts import FIRST_LOOK
from console.drawn import secrets_of
from console.office import Office
from console.settings import Settings
from engine.topics import registry
from gateways.billing_simulator import create_app as billing_simulator
from gateways.sms_ir_simulator import create_app as second_simulator
from gateways.sms_simulator import create_app as sms_simulator
from tests.gateways.served import served
from tests.ground import Ground, a_connection

SECOND_KEY = "example-key-of-the-second"
BILLING_SECRET = "example-secret-of-billing"


@pytest.fixture
def office(ground: Ground, tmp_path: Path) -> Office:
    """An office whose other systems are nowhere yet."""
    secrets = secrets_of(tmp_path)
    settings = Settings(sms_second_key=SECOND_KEY, sms_second_line="3000", billing_secret=BILLING_SECRET)
    return Office(settings, secrets, ground.database, ground.agreement, ground.clock)


def with_settings(office: Office, **changes: object) -> Office:
    settings = office.settings.model_copy(update=changes)
    return Office(settings, office.secrets, office.database, office.agreement, office.clock)


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


def test_what_kavenegar_refuses_goes_to_sms_ir_and_each_is_asked_about_what_it_took(
    office: Office, ground: Ground
) -> None:
    first = sms_simulator(office.secrets.sms.get_secret_value(), ground.clock)
    code = ground.register()
    with served(first) as kavenegar, served(second_simulator(SECOND_KEY, ground.clock)) as sms_ir:
        requests.post(f"{kavenegar}/misbehave", json={"fault": "418"}, timeout=5).raise_for_status()
        joined = with_settings(
            office, sms_port=port_of(kavenegar), sms_second_provider=sms_ir, sms_receivers="everybody"
        )
        sender = joined.back().sender
        assert sender.send_due() == 2
        ground.clock.now += FIRST_LOOK
        assert sender.send_due() == 2
    with ground.act() as context:
        rows = context.records.outbox.of_case(code, "sms")
        assert [(row.held_by, row.receipt) for row in rows] == [
            ("sms-ir", "delivered"),
            ("kavenegar", "delivered"),
        ]


def test_a_task_is_carried_out_on_what_billing_knows_now(office: Office, ground: Ground) -> None:
    code = ground.register()
    with served(billing_simulator(BILLING_SECRET, [a_connection(judicial_hold=True)])) as billing:
        worker = with_settings(office, billing_url=billing).back().worker
        answered = worker._execute(registry()["check-eligibility"], ground.task("check-eligibility", code))
    assert answered["outcome"] == "not-eligible"


def test_without_a_billing_system_the_imported_register_decides(office: Office, ground: Ground) -> None:
    code = ground.register()
    worker = office.back().worker
    answered = worker._execute(registry()["check-eligibility"], ground.task("check-eligibility", code))
    assert answered["outcome"] == "eligible"
