"""The register follows the billing system, and billing hears what became of a connection."""

import json
from datetime import date

import pytest

from cases.billing import DECIDED_BY_BILLING, Register
from cases.payouts import Payer
from cases.sender import Sender
from domain.connection import Connection
from engine.topics import registry
from gateways.billing_rest import AccountClosed, BillingError, RemovalRecorded
from tests.bank import Bank
from tests.ground import PUBLIC_URL, REMOVAL_FORM, Ground, a_connection
from tests.settling import NoEngine, Settling, SilentGateway


class FakeBilling:
    """A billing system that answers what the test wants, and keeps what it was told by key."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.trouble: BillingError | None = None
        self.asked = 0
        self.told: dict[str, RemovalRecorded | AccountClosed] = {}

    def find(self, bill_id: str) -> Connection | None:
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        return self.connection

    def tell(self, key: str, notice: RemovalRecorded | AccountClosed) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.told[key] = notice


@pytest.fixture
def billing() -> FakeBilling:
    return FakeBilling()


@pytest.fixture
def register(ground: Ground, billing: FakeBilling) -> Register:
    return Register(ground.database, billing, ground.clock)


def sender_of(ground: Ground, billing: FakeBilling | None) -> Sender:
    payer = Payer(ground.database, ground.agreement, Bank(), ground.clock, PUBLIC_URL)
    return Sender(
        ground.database,
        SilentGateway(),
        NoEngine(),  # type: ignore[arg-type]
        ground.clock,
        payer,
        billing=billing,
    )


def debt_in_register(ground: Ground) -> int:
    with ground.act() as context:
        return context.records.connections.get(a_connection().bill_id).prior_debt


def ends_of_notices(ground: Ground, code: str) -> list[str | None]:
    with ground.act() as context:
        return [row.done_as for row in context.records.outbox.of_case(code, "billing")]


@pytest.mark.parametrize("topic", sorted(DECIDED_BY_BILLING))
def test_what_billing_knows_is_fetched_before_it_decides(
    ground: Ground, register: Register, billing: FakeBilling, topic: str
) -> None:
    code = ground.register()
    billing.connection = a_connection(prior_debt=21_000_000)
    register.refresh(topic, code)
    assert debt_in_register(ground) == 21_000_000


def test_the_topics_that_fetch_are_topics(ground: Ground) -> None:
    assert set(registry()) >= DECIDED_BY_BILLING


def test_a_connection_that_billing_cancelled_is_not_removed_again(
    ground: Ground, register: Register, billing: FakeBilling
) -> None:
    code = ground.register()
    billing.connection = a_connection(cancelled=True)
    register.refresh("check-eligibility", code)
    assert ground.do("check-eligibility", code)["outcome"] == "not-eligible"


def test_other_steps_do_not_wait_for_billing(
    ground: Ground, register: Register, billing: FakeBilling
) -> None:
    code = ground.register()
    billing.trouble = BillingError("away")
    for topic in sorted(set(registry()) - DECIDED_BY_BILLING):
        register.refresh(topic, code)
    assert billing.asked == 0


def test_a_billing_system_in_trouble_fails_the_step_and_leaves_the_register(
    ground: Ground, register: Register, billing: FakeBilling
) -> None:
    code = ground.register()
    billing.trouble = BillingError("away")
    with pytest.raises(BillingError):
        register.refresh("check-eligibility", code)
    assert debt_in_register(ground) == a_connection().prior_debt


def test_a_connection_that_billing_does_not_know_stays_as_it_was_imported(
    ground: Ground, register: Register, billing: FakeBilling
) -> None:
    code = ground.register()
    register.refresh("check-eligibility", code)
    assert (billing.asked, debt_in_register(ground)) == (1, a_connection().prior_debt)


def test_a_closing_account_that_is_made_is_not_made_of_newer_figures(
    settling: Settling, billing: FakeBilling
) -> None:
    code = settling.removed()
    settling.reconcile(code)
    billing.connection = a_connection(prior_debt=1)
    Register(settling.ground.database, billing, settling.ground.clock).refresh("reconcile-debt", code)
    assert billing.asked == 0


def test_billing_hears_of_the_removal_under_the_row_s_id(ground: Ground, billing: FakeBilling) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    ground.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM)
    sender_of(ground, billing).send_case(code)
    with ground.act() as context:
        (row,) = context.records.outbox.of_case(code, "billing")
    assert billing.told == {
        str(row.id): RemovalRecorded(
            bill_id=a_connection().bill_id, removed_on=date(2026, 11, 24), final_reading=10_260
        )
    }
    assert row.done_as == "told"
    assert set(json.loads(row.text or "")) == {"kind", "bill_id", "removed_on", "final_reading"}


def test_a_report_that_is_doubted_is_not_told(ground: Ground, billing: FakeBilling) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    doubted = REMOVAL_FORM | {"finalReading": 1}
    answered = ground.do("record-removal", code, completedBy="field-operations", **doubted)
    assert answered["outcome"] == "implausible"
    assert ends_of_notices(ground, code) == []


def test_billing_hears_when_the_account_is_closed(settling: Settling, billing: FakeBilling) -> None:
    code = settling.removed(prior_debt=8_260_700)
    settling.reconcile(code)
    assert settling.ground.do("close-account", code) == {"outcome": "closed"}
    sender_of(settling.ground, billing).send_case(code)
    assert [notice.kind for notice in billing.told.values()] == ["removal-recorded", "account-closed"]


def test_what_billing_did_not_take_is_told_later_under_the_same_key(
    ground: Ground, billing: FakeBilling
) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    ground.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM)
    billing.trouble = BillingError("away")
    sender_of(ground, billing).send_due()
    assert ends_of_notices(ground, code) == [None]
    billing.trouble = None
    ground.clock.move(hours=1)
    sender_of(ground, billing).send_due()
    assert ends_of_notices(ground, code) == ["told"]
    assert len(billing.told) == 1


def test_without_a_billing_system_nobody_is_told(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    ground.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM)
    sender_of(ground, None).send_due()
    assert ends_of_notices(ground, code) == ["nobody-to-tell"]
