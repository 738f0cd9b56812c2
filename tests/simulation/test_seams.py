"""Each way in which a seam can go wrong, set one by one: the deed is done in the end, and once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from console.rehearsal import Stage
from records.database import Database
from tests.bank import Killed
from tests.faults import OF_CALLS, Fault, FaultyDatabase, SetPlan
from tests.ground import Ground, a_connection
from tests.kit import Case
from tests.simulation.office import unreliable


@dataclass
class KilledGround(Ground):
    """Each handler is killed once at its statement `at`, or at `moment`, and then gets its task again."""

    plan: SetPlan = field(default_factory=SetPlan)
    moment: str = "database statement"
    at: int = 0
    killed: int = 0

    def do(self, topic: str, code: str, task_id: str | None = None, **variables: Any) -> dict[str, Any]:
        task_id = task_id or f"task-{next(self.ids)}"
        self.plan.set(self.moment, *[None] * self.at, Fault.KILLED)
        try:
            return super().do(topic, code, task_id, **variables)
        except Killed:
            self.killed += 1
        finally:
            self.plan.faults.clear()
        return super().do(topic, code, task_id, **variables)

    def served_so_far(self) -> dict[str, Any]:
        """Takes a case of its own to its debt, and tells what the records then hold of it."""
        self.killed, number = 0, 30_000_000 + next(self.ids)
        connection = a_connection(bill_id=a_connection().bill_id.compose(number, "036"))
        self.put(connection)
        code = self.register(key=connection.bill_id, bill_id=connection.bill_id)
        self.to_the_debt(code)
        return self._seen(code)

    def _seen(self, code: str) -> dict[str, Any]:
        with self.act() as context:
            records = context.records
            return {
                "notices": [row.template for row in records.outbox.of_case(code, "sms")],
                "balances": records.ledger.balances(code),
                "asks": sorted((ask.kind, ask.closed_as or "") for ask in records.asks.of_case(code)),
                "steps": [(row.step, row.round, row.closed_at) for row in records.steps.of_case(code)],
                "bells": len(records.bells.unstopped(code)),
            }


@pytest.fixture
def killed(ground: Ground) -> Iterator[KilledGround]:
    plan = SetPlan()
    database: Database = FaultyDatabase(ground.database.url, plan)
    yield KilledGround(database, ground.agreement, ground.clock, plan=plan)
    database.close()


def test_a_handler_killed_at_any_of_its_statements_acts_once(killed: KilledGround) -> None:
    killed.at = 10_000
    unhurt = killed.served_so_far()
    for killed.at in range(60):
        assert killed.served_so_far() == unhurt
        if not killed.killed:
            break
    assert killed.at > 10
    assert not killed.killed


@pytest.mark.parametrize("moment", ["database commit", "database committed"])
def test_a_handler_killed_before_or_after_its_commit_acts_once(killed: KilledGround, moment: str) -> None:
    unhurt, killed.moment = killed.served_so_far(), moment
    assert killed.served_so_far() == unhurt
    assert killed.killed > 10


def patiently(case: Case) -> None:
    """The relay rings and the sender sends again and again."""
    for _ in OF_CALLS:
        case.settle()


@pytest.mark.engine
@pytest.mark.parametrize(
    "moment",
    ["engine POST fetchAndLock", "engine POST complete", "engine POST message", "sms POST sms"],
)
def test_a_call_that_goes_wrong_in_any_way_is_made_good(stage: Stage, moment: str) -> None:
    plan = SetPlan()
    plan.set(moment, *OF_CALLS)
    with unreliable(stage, plan) as office:
        case = Case.of(office)
        for act in (case.register, case.pay, case.test_meter, case.approve_terms, case.agree):
            act()
            patiently(case)
        assert not plan.faults[moment]
        assert case.path().count(("collect-payment", "request-payment")) == 1
        assert set(Counter(case.notices()).values()) == {1}
        assert {"cost-announced", "payment-received"} < set(case.notices())
        assert len(office.sms_sent()) == len(case.notices())
        office.task(case.code, "remove-connection", "field-operations")
