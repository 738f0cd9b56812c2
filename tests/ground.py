"""How does a test act on a case without an engine? It hands tasks to the workers, as the engine would."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from itertools import count
from pkgutil import walk_packages
from typing import Any

import workers
from cases.consent import answer_terms, look_at_terms
from cases.context import Context
from cases.documents import hand_in
from cases.pay import PaymentNotice, receive_payment
from cases.register import Application, Caller, register
from cases.safekeeping import Safekeeping
from cases.withdraw import withdraw
from domain.agreement import Agreement
from domain.connection import Area, Connection, ConnectionKind, ConnectionTerm, Usage
from domain.documents import DocumentKind
from domain.identifiers import BillId, Mobile, NationalId, PaymentId
from domain.requests import Applicant, Channel, PersonKind, Relation, Representative
from engine.client import LockedTask
from engine.topics import registry
from records.database import Database
from records.tables import Request
from tests.clock import HandMovedClock

for module in walk_packages(workers.__path__, "workers."):
    import_module(module.name)

PUBLIC_URL = "http://127.0.0.1:8000"
SUBSCRIBER = "0076229645"
STRANGER = "1583250689"
REPRESENTATIVE = "0445566779"
LEGAL = "10380284790"
PDF = b"%PDF-1.7 example"
MOBILE = "09120000001"


def errors(full: float | None, light: float | None, inductive: float | None) -> dict[str, Any]:
    """What the tester's form sends of the load points."""
    return {"errorFull": full, "errorLight": light, "errorInductive": inductive}


NOT_MEASURED = errors(None, None, None)
TEST_FORM: dict[str, Any] = {
    "visitResult": "tested",
    "meterSerial": "12345678",
    "meterReading": 10_250,
    "testable": True,
    **errors(0.5, 0.5, 0.5),
    "sealsIntact": True,
    "startingPassed": True,
    "creepPassed": True,
    "testedOn": "۱۴۰۵/۰۹/۰۳",
    "remarks": "",
}
REMOVAL_FORM: dict[str, Any] = {
    "visitResult": "done",
    "removedOn": "۱۴۰۵/۰۹/۰۳",
    "finalReading": 10_260,
    "sealsRemoved": 2,
    "meterCollected": True,
    "boxCollected": True,
    "fuseCollected": True,
    "cableCollected": False,
    "warehouseReceipt": "R-1",
    "remarks": "",
}


def a_connection(**changes: Any) -> Connection:
    """25 A, single-phase, urban, residential; its debt exceeds what the company gives back."""
    usual = Connection(
        bill_id=BillId.compose(12345678, "036"),
        subscription_number="12345678",
        kind=ConnectionKind.AMPERE,
        term=ConnectionTerm.PERMANENT,
        usage=Usage.RESIDENTIAL,
        area=Area.URBAN,
        amperes=25,
        phases=1,
        meter_serial="12345678",
        meter_digits=6,
        meter_multiplier=1,
        last_reading=10_000,
        last_read_on=date(2026, 10, 1),
        prior_debt=20_000_000,
        average_monthly_kwh=200,
        subscriber_kind=PersonKind.NATURAL,
        subscriber_national_id=SUBSCRIBER,
        subscriber_name="مشترک نمونه",
        subscriber_mobile=Mobile(MOBILE),
        address="قم، خیابان نمونه، پلاک ۱",
    )
    return usual.model_copy(update=changes)


def liability_by_cause(_key: str, inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """In place of the decision table: misuse is the subscriber's, an unknown cause is to be inspected."""
    by_cause = {"misuse": "subscriber", "unknown": "inspect"}
    return [{"liability": by_cause.get(inputs["damageCause"], "company")}]


@dataclass
class Ground:
    """The records, the agreement and the clock of one test, and what may be done with them."""

    database: Database
    agreement: Agreement
    clock: HandMovedClock
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def act(self) -> Iterator[Context]:
        with self.database.transaction() as records:
            yield Context(records, self.agreement, self.clock(), PUBLIC_URL)

    def put(self, connection: Connection) -> None:
        with self.act() as context:
            context.records.connections.replace([connection], context.now)

    def register(self, national_id: str = SUBSCRIBER, key: str = "key-1", bill_id: str | None = None) -> str:
        application = Application(
            bill_id=BillId(bill_id or a_connection().bill_id),
            applicant=Applicant(
                kind=PersonKind.NATURAL, national_id=national_id, name="مشترک نمونه", mobile=Mobile(MOBILE)
            ),
        )
        with self.act() as context:
            done = register(context, application, Caller(Channel.APP, "user-1"), key)
            return done.request.tracking_code

    def task(self, topic: str, code: str, task_id: str | None = None, **variables: Any) -> LockedTask:
        return LockedTask(
            id=task_id or f"task-{next(self.ids)}", topic=topic, business_key=code, variables=variables
        )

    def do(self, topic: str, code: str, task_id: str | None = None, **variables: Any) -> dict[str, Any]:
        return self.safekeeping.carry_out(registry()[topic], self.task(topic, code, task_id, **variables))

    @property
    def safekeeping(self) -> Safekeeping:
        return Safekeeping(self.database, self.agreement, self.clock, PUBLIC_URL, liability_by_cause)

    def pay(self, code: str, reference: str, amount: int | None = None) -> bool:
        with self.act() as context:
            ask = context.records.asks.latest(code, "debt-payment") or context.records.asks.latest(
                code, "payment"
            )
            assert ask is not None
            notice = PaymentNotice(
                bill_id=BillId(ask.bill_id or ""),
                payment_id=PaymentId(ask.payment_id or ""),
                amount=amount or ask.amount or 0,
                paid_at=context.now,
                reference=reference,
            )
            return receive_payment(context, notice)

    def look_at_terms(self, code: str, national_id: str = SUBSCRIBER) -> None:
        with self.act() as context:
            look_at_terms(context, code, national_id)

    def answer_terms(self, code: str, *, agrees: bool, national_id: str = SUBSCRIBER) -> bool:
        with self.act() as context:
            return answer_terms(context, code, national_id, agrees=agrees)

    def register_by(
        self,
        relation: Relation | None,
        key: str = "key-1",
        kind: PersonKind = PersonKind.NATURAL,
        channel: Channel = Channel.APP,
    ) -> str:
        """A request that somebody else hands in for the subscriber."""
        representative = relation and Representative(
            relation=relation, national_id=NationalId(REPRESENTATIVE), name="نماینده نمونه"
        )
        national_id = SUBSCRIBER if kind is PersonKind.NATURAL else LEGAL
        application = Application(
            bill_id=BillId(a_connection().bill_id),
            applicant=Applicant(
                kind=kind, national_id=national_id, name="مشترک نمونه", mobile=Mobile(MOBILE)
            ),
            representative=representative,
        )
        with self.act() as context:
            return register(context, application, Caller(channel, "user-1"), key).request.tracking_code

    def hand_in(
        self, code: str, *kinds: DocumentKind, content: bytes = PDF, channel: Channel = Channel.APP
    ) -> None:
        for kind in kinds:
            with self.act() as context:
                hand_in(context, code, kind, content, "application/pdf", Caller(channel, "user-1"))

    def withdraw(self, code: str, national_id: str = SUBSCRIBER, reason: str = "") -> bool:
        with self.act() as context:
            return withdraw(context, code, national_id, Caller(Channel.APP, "user-1"), reason)

    def request(self, code: str) -> Request:
        with self.act() as context:
            return context.records.requests.get(code)

    def notices(self, code: str) -> list[str]:
        with self.act() as context:
            return [row.template or "" for row in context.records.outbox.of_case(code, "sms")]

    def balances(self, code: str) -> dict[str, int]:
        with self.act() as context:
            return context.records.ledger.balances(code)

    # The way of a request, a stretch at a time.

    def to_the_payment(self, code: str) -> None:
        assert self.do("check-eligibility", code)["outcome"] == "eligible"
        assert self.do("calculate-cost", code) == {"paymentNeeded": True}
        self.do("request-payment", code)

    def to_the_test(self, code: str) -> None:
        self.to_the_payment(code)
        self.pay(code, f"cost-of-{code}")
        assert self.do("record-payment", code) == {"outcome": "paid"}
        self.do("order-test", code)

    def report_test(self, code: str, **other: Any) -> str:
        answered = self.do("record-meter-test", code, completedBy="meter-testing", **{**TEST_FORM, **other})
        return str(answered["outcome"])

    def to_the_terms(self, code: str) -> None:
        self.to_the_payment(code)
        self.pay(code, f"cost-of-{code}")
        assert self.do("record-payment", code) == {"outcome": "paid"}
        self.do("send-notice", code, template="payment-received")
        self.do("order-test", code)
        self.do("record-meter-test", code, completedBy="meter-testing", **TEST_FORM)
        self.do("assess-terms", code, verdict="sound")
        self.do("record-approval", code, approval="approve", completedBy="subscriber-affairs")
        self.do("announce-terms", code)

    def to_the_removal(self, code: str) -> None:
        self.to_the_terms(code)
        self.look_at_terms(code)
        self.answer_terms(code, agrees=True)
        assert self.do("record-answer", code) == {"outcome": "agreed"}
        self.do("send-notice", code, template="consent-recorded")
        self.do("order-removal", code)

    def to_the_debt(self, code: str) -> None:
        self.to_the_removal(code)
        assert (
            self.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM)["outcome"]
            == "recorded"
        )
        assert self.do("reconcile-debt", code) == {"balanceState": "debtor"}
        self.do("request-payment", code)

    def to_the_review(self, code: str, *kinds: DocumentKind) -> None:
        self.do("check-eligibility", code)
        self.do("request-documents", code)
        self.hand_in(code, *kinds)
        assert self.do("record-documents", code)["outcome"] == "complete"
