"""What every real run of a request needs: its people, its forms, and the doors that they go through."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from cases.context import Context
from cases.documents import missing_kinds
from console.drawn import BANK
from console.rehearsal import Rehearsal
from domain.agreement import Agreement
from domain.connection import Connection
from domain.groups import Group
from domain.identifiers import BillId, PaymentId
from domain.meter import MeterTest, Verdict
from domain.persian import parse_date
from domain.removal import RemovalReport
from domain.requests import Channel, Relation
from domain.settlement import closing_account
from gateways.bank_simulator import BankPayment, BankSimulator
from records.repositories import Records
from records.tables import Dispatch
from tests import counter
from tests.footing import Footing
from tests.ground import MOBILE, NOT_MEASURED, REMOVAL_FORM, SUBSCRIBER, TEST_FORM, a_connection
from workbench.models import read

RECEIPTS_KEY = "example-key-of-the-sms-provider"
SEE_OTHER = 303
SHEBA = "IR820540102680020817909002"
OTHER_SHEBA = "IR550570022080013447370101"
REPRESENTATIVE = "0499370899"
LEGAL_SUBSCRIBER = "10380284790"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
METER_GONE: dict[str, Any] = {
    "meterMissing": True,
    "testable": False,
    **NOT_MEASURED,
    "meterSerial": None,
    "meterReading": None,
    "sealsIntact": None,
}
AT_THE_COUNTER = frozenset({Channel.COUNTER, Channel.IN_PERSON})
"""Whoever comes so is served by a clerk at the desk; the others by programs with a key."""

ROOT = Path(__file__).parent.parent
FILES = count(20_000_001)
NAME = "مشترک نمونه"
MODELS = read(ROOT / "bpmn")


@dataclass
class Case:
    """A connection of its own in the register, its request, and what the world does to it."""

    office: Rehearsal
    connection: Connection
    code: str = ""
    national_id: str = SUBSCRIBER
    mobile: str = MOBILE
    sheba: str | None = None
    representative: dict[str, Any] | None = None
    answered: requests.Response | None = None
    key: str = ""
    footing: Footing = field(default_factory=Footing)
    missed: list[str] | None = None

    @classmethod
    def of(cls, office: Rehearsal, **changes: Any) -> "Case":
        """A case that has not begun: its connection alone is on the register."""
        bill_id = BillId.compose(next(FILES), "036")
        case = cls(office, a_connection(bill_id=bill_id, **changes))
        office.put(case.connection)
        return case

    def change(self, **changes: Any) -> None:
        """Describes the connection otherwise in the register."""
        self.connection = self.connection.model_copy(update=changes)
        self.office.put(self.connection)

    @property
    def personal(self) -> set[str]:
        """The values of people that must never leave the records."""
        return {self.national_id, SUBSCRIBER, MOBILE, NAME, self.connection.address, SHEBA, OTHER_SHEBA}

    @property
    def application(self) -> dict[str, Any]:
        """What the applicant hands in."""
        kind = self.connection.subscriber_kind.value
        applicant = {"kind": kind, "national_id": self.national_id, "name": NAME, "mobile": self.mobile}
        body: dict[str, Any] = {
            "bill_id": self.connection.bill_id,
            "applicant": applicant,
            "declaration": True,
        }
        body |= {"refund_sheba": self.sheba} if self.sheba else {}
        return body | ({"representative": self.representative} if self.representative else {})

    def register(self, channel: Channel = Channel.APP) -> None:
        """Applies, and lets the service go on as far as it can."""
        self.code = self.office.register(self.application, channel)
        self.settle()

    def settle(self) -> None:
        """Lets the service go on as far as it can by itself, if there is a case and an engine."""
        if self.code and self.missed is None:
            self.office.settle(self.code)

    def lose_the_engine(self) -> None:
        """From now on nothing reaches the engine, and its timers do not fire."""
        self.missed = []

    def find_the_engine(self) -> None:
        """It is back: first the timers fire that should have, then everything else goes on."""
        missed, self.missed = self.missed or [], None
        for job in missed:
            self.office.engine.execute_job(job)
        self.settle()

    def mark(self) -> None:
        """From here on a scenario looks for what changed."""
        with self.records() as records:
            self.footing = Footing.of(records, self.code)

    def look(self) -> Footing:
        """Where the case stands now."""
        with self.records() as records:
            return Footing.of(records, self.code)

    def read_anew(self, agreement: Agreement) -> None:
        """The office reads other files of the agreement."""
        self.office = self.office.under(agreement)

    @property
    def agreement(self) -> Agreement:
        """The agreement as the office has read it."""
        return self.office.office.agreement

    def apply(self, channel: Channel = Channel.APP, *, again: bool = False) -> None:
        """Applies, accepted or not; `again` sends the very same application once more."""
        self.key = self.key if again else str(uuid4())
        if channel in AT_THE_COUNTER:
            self.answered = counter.apply(self.office, self.application, channel)
        else:
            self.answered = self.office.call(
                "POST", "/requests", channel=channel, body=self.application, idempotency_key=self.key
            )
        self.code = self._code() or self.code
        self.settle()

    def _code(self) -> str:
        answer = self.answered
        if answer is None or not answer.ok:
            return ""
        at_desk = answer.status_code == SEE_OTHER
        return counter.registered_code(answer) if at_desk else str(answer.json()["tracking_code"])

    def send(self, method: str, what: str, body: Any = None, national_id: str | None = None) -> None:
        """Calls the API about the case as the applicant, or as that other person; accepted or not."""
        who = self.national_id if national_id is None else national_id
        self.answered = self.office.call(method, f"/requests/{self.code}{what}", body=body, national_id=who)
        self.settle()

    def knock(self, method: str, path: str) -> None:
        """Calls the API without any channel's key."""
        url = f"{self.office.office.settings.public_url}/api/v1{path}"
        self.answered = requests.request(method, url, json=self.application, timeout=10)

    def bring(self, kind: str, channel: Channel) -> None:
        """Somebody brings one document through that channel, accepted or not."""
        if channel in AT_THE_COUNTER:
            self.answered = counter.hand_in(self.office, self.code, kind, channel)
        else:
            self.answered = self.hand_in(kind, channel)
        self.settle()

    def bring_all(self, channel: Channel) -> None:
        """Brings every document that is missing."""
        with self.context() as context:
            missing = missing_kinds(context, context.records.requests.get(self.code))
        for kind in missing:
            self.bring(kind, channel)

    def visit(self, path: str) -> str:
        """The text of a public page."""
        answer = requests.get(f"{self.office.office.settings.public_url}{path}", timeout=10)
        self.answered = answer
        return answer.text

    def pay(self) -> None:
        """Pays what is asked, in full."""
        self.office.pay(self.code).raise_for_status()
        self.settle()

    def fill_in(self, task: str, group: str, *, settle: bool = True, **fields: Any) -> None:
        """Sends the form of that task as the member of that group."""
        self.office.submit_form(self.code, task, group, fields)
        if settle:
            self.settle()

    def test_meter(self, **other: Any) -> None:
        """The tester reports a sound meter, or what `other` says."""
        self.fill_in("test-meter", "meter-testing", **{**TEST_FORM, **other})

    def approve_terms(self, approval: str = "approve") -> None:
        """Subscriber affairs decide on the terms."""
        self.fill_in("approve-terms", "subscriber-affairs", approval=approval)

    def agree(self, *, agrees: bool = True) -> None:
        """The applicant looks at the terms and answers."""
        self.office.call(
            "GET", f"/requests/{self.code}/terms", national_id=self.national_id
        ).raise_for_status()
        self.answer(agrees=agrees)

    def answer(self, *, agrees: bool) -> None:
        """The applicant answers the terms."""
        self.office.call(
            "POST", f"/requests/{self.code}/consent", body={"agrees": agrees}, national_id=self.national_id
        ).raise_for_status()
        self.settle()

    def remove(self, task: str = "remove-connection", **other: Any) -> None:
        """The crew reports the removal."""
        self.fill_in(task, "field-operations", **{**REMOVAL_FORM, **other})

    def to_the_test(self) -> None:
        """From the application to the tester's desk."""
        self.register()
        self.pay()

    def to_the_consent(self) -> None:
        """On to the terms' announcement."""
        self.to_the_test()
        self.test_meter()
        self.approve_terms()

    def to_the_removal(self) -> None:
        """On to the crew's desk."""
        self.to_the_consent()
        self.agree()

    def to_the_certificate(self) -> None:
        """On to the end."""
        self.to_the_removal()
        self.remove()
        self.pay()

    def to_the_approval(self) -> None:
        """To the desk of who approves the terms."""
        self.to_the_test()
        self.test_meter()

    def to_the_settlement(self) -> None:
        """To the removal, and as far as the settlement goes by itself."""
        self.to_the_removal()
        self.remove()

    def to_the_debt(self) -> None:
        """To a debt that waits to be paid."""
        self.to_the_settlement()

    def to_the_overdue_debt(self) -> None:
        """To the desk of who follows up a debt."""
        self.to_the_debt()
        self.pass_timer("دریافت پرداخت مشترک", "deadline")

    def to_the_correction(self) -> None:
        """To a removal that cannot be right."""
        self.to_the_removal()
        self.remove(finalReading=10_100)

    def to_the_refund(self) -> None:
        """To the desk of who approves a refund."""
        self.change(prior_debt=0)
        self.sheba = SHEBA
        self.to_the_settlement()

    def to_the_account_asked_for(self) -> None:
        """To a creditor who has named no account."""
        self.change(prior_debt=0)
        self.to_the_settlement()

    def to_the_payout(self) -> None:
        """To a payout that the bank has not answered."""
        self.to_the_refund()
        self.bank_will("503", times=1000)
        self.fill_in("approve-refund", "finance", refundDecision="pay", refundNote="")

    def to_the_documents(self) -> None:
        """To a request of an attorney whose documents are asked for."""
        self.represent("وکیل")
        self.register()

    def to_the_review(self) -> None:
        """To the desk of who reviews documents."""
        self.to_the_documents()
        self.hand_in_all(Channel.SITE)
        self.settle()

    def to_the_refusal(self) -> None:
        """To a request that was archived because its terms were refused."""
        self.to_the_consent()
        self.agree(agrees=False)

    def to_the_unreached_terms(self) -> None:
        """To terms whose notice the provider refused."""
        self.to_the_approval()
        self.office.submit_form(self.code, "approve-terms", "subscriber-affairs", {"approval": "approve"})
        self.sms_will("411")
        self.settle()

    def to_the_call(self) -> None:
        """To the desk of who calls a subscriber whom a notice did not reach."""
        self.to_the_unreached_terms()

    def represent(self, relation: str) -> None:
        """Somebody else acts for the subscriber."""
        code = next(one for one in Relation if one.title == relation).value
        self.representative = {"relation": code, "national_id": REPRESENTATIVE, "name": "نماینده‌ی نمونه"}

    def hand_in(self, kind: str, channel: Channel) -> requests.Response:
        """Hands in one document through that channel."""
        office = self.office.office
        key = office.secrets.channels[channel].get_secret_value()
        headers = {
            "Authorization": f"Bearer {key}",
            "X-Channel-User": "kit",
            "Content-Type": "application/pdf",
        }
        url = f"{office.settings.public_url}/api/v1/requests/{self.code}/documents/{kind}"
        return requests.put(url, data=PDF, headers=headers, timeout=10)

    def hand_in_all(self, channel: Channel) -> None:
        """Hands in every document that is missing."""
        with self.context() as context:
            missing = missing_kinds(context, context.records.requests.get(self.code))
        for kind in missing:
            self.hand_in(kind, channel).raise_for_status()

    def review(self, decision: str, **more: Any) -> None:
        """Subscriber affairs judge the documents."""
        self.fill_in("review-documents", "subscriber-affairs", reviewDecision=decision, **more)

    def arrange_debt(self, decision: str, **more: Any) -> None:
        """Finance arranges a debt."""
        self.fill_in("follow-up-debt", "finance", debtDecision=decision, debtReason="درخواست مشترک", **more)

    def look_at_terms(self) -> None:
        """The applicant looks at the terms."""
        self.office.call(
            "GET", f"/requests/{self.code}/terms", national_id=self.national_id
        ).raise_for_status()

    def try_answer(self, *, agrees: bool) -> requests.Response:
        """The applicant answers the terms, accepted or not; the engine does not hear of it yet."""
        return self.office.call(
            "POST", f"/requests/{self.code}/consent", body={"agrees": agrees}, national_id=self.national_id
        )

    def try_withdrawal(self) -> requests.Response:
        """The applicant withdraws, accepted or not; the engine does not hear of it yet."""
        return self.office.call(
            "POST", f"/requests/{self.code}/withdrawal", body={}, national_id=self.national_id
        )

    def name_account(self, sheba: str) -> None:
        """The applicant names an account for the refund."""
        self.office.call(
            "PUT",
            f"/requests/{self.code}/refund-account",
            body={"sheba": sheba},
            national_id=self.national_id,
        ).raise_for_status()
        self.settle()

    def pay_twice_before_the_close(self) -> None:
        """Pays the debt, and when the account is about to be closed at zero, pays the same again."""
        asked = self.office.call("GET", f"/requests/{self.code}").json()["payment"]
        self.office.pay(self.code).raise_for_status()
        self.office.back.relay.ring_case(self.code)
        while [task.topic for task in self.office.engine.external_tasks(self.code)] != ["close-account"]:
            self.office.back.worker.work_once(self.code)
        self._told(
            asked["bill_id"], asked["payment_id"], asked["amount"], f"{self.code}-again"
        ).raise_for_status()
        self.settle()

    def forge_payment(self) -> None:
        """Somebody tells of a payment in the bank's name, without its key."""
        asked = self.office.call("GET", f"/requests/{self.code}").json()["payment"]
        paid = self._payment(asked["bill_id"], asked["payment_id"], asked["amount"], f"{self.code}-forged")
        self.answered = self._bank("not-the-bank-s-key").pay(paid, self.office.clock())
        self.settle()

    def approve_own_return(self, sheba: str) -> None:
        """Finance asks at the desk that what an end left goes back, and the same member approves it."""
        clerk = counter.member(self.office, Group.FINANCE)
        clerk.send(f"/desk/money/return-left/{self.code}", {"sheba": sheba}).raise_for_status()
        with self.records() as records:
            (payout,) = records.payouts.of_case(self.code)
        self.answered = clerk.send(f"/desk/money/approve/{payout.id}", {})
        self.settle()

    def mend(self, agreement: Agreement) -> None:
        """The operator enters what was missing and lets the tasks that stand still be tried again."""
        self.read_anew(agreement)
        for task in self.office.engine.external_tasks(self.code):
            self.office.engine.unlock(task.id)
            self.office.engine.set_retries(task.id, 3)
        self.settle()

    def bank_tells_again(self) -> None:
        """The bank repeats what it told of the first payment."""
        with self.records() as records:
            first = records.payments.of_case(self.code)[0]
        self._told(first.bill_id, first.payment_id, first.amount, first.reference).raise_for_status()
        self.settle()

    def pay_unknown(self, amount: int) -> None:
        """Money comes under a payment id that nobody asked for."""
        bill_id = BillId(self.connection.bill_id)
        unknown = PaymentId.compose(bill_id, amount, 1405, 98)
        self._told(bill_id, unknown, amount, f"{self.code}-unknown").raise_for_status()
        self.settle()

    def _told(self, bill_id: str, payment_id: str, amount: int, reference: str) -> requests.Response:
        bank = self._bank(self.office.office.secrets.bank.get_secret_value())
        return bank.pay(self._payment(bill_id, payment_id, amount, reference), self.office.clock())

    def _payment(self, bill_id: str, payment_id: str, amount: int, reference: str) -> BankPayment:
        return BankPayment(
            bill_id=BillId(bill_id),
            payment_id=PaymentId(payment_id),
            amount=amount,
            paid_at=self.office.clock(),
            reference=reference,
        )

    def _bank(self, key: str) -> BankSimulator:
        return BankSimulator(self.office.office.settings.public_url, BANK, key)

    def pass_timer(self, element: str, which: str) -> None:
        """Lets time pass until that timer of the element fires, and the service go on.

        While the engine is away the time passes, and the timer is made up for.
        """
        step = next(one.id for one in MODELS.elements("userTask", "receiveTask") if one.name == element)
        if self.missed is None:
            self.office.pass_timer(self.code, f"{step}-{which}")
            self.settle()
        else:
            self._miss(f"{step}-{which}")

    def _miss(self, timer: str) -> None:
        job = self.office.timer(self.code, timer)
        if job.due is None or self.missed is None:
            raise LookupError(f"{timer} has no date to pass, or nobody misses it")
        self.office.clock.move_to(job.due + timedelta(minutes=1))
        self.missed.append(job.id)

    def fire_early(self, element: str) -> None:
        """The deadline's timer fires although its date has not come."""
        step = next(one.id for one in MODELS.elements("receiveTask") if one.name == element)
        self.office.engine.execute_job(self.office.timer(self.code, f"{step}-deadline").id)
        self.settle()

    def days_pass(self, days: int) -> None:
        """Lets so many days pass."""
        self.office.clock.move(timedelta(days=days))

    def settles_at_zero(self) -> None:
        """Describes a debt that what the company gives back just outweighs."""
        self.change(prior_debt=0)
        removed_on = parse_date(REMOVAL_FORM["removedOn"])
        test = MeterTest(
            meter_serial=self.connection.meter_serial,
            reading=TEST_FORM["meterReading"],
            testable=True,
            error_percent=0.5,
            seals_intact=True,
            starting_passed=True,
            creep_passed=True,
            tested_on=removed_on,
        )
        report = RemovalReport(
            removed_on=removed_on,
            final_reading=REMOVAL_FORM["finalReading"],
            seals_removed=2,
            equipment=(),
            warehouse_receipt="R-1",
        )
        tariff = self.office.office.agreement.tariff(removed_on)
        account = closing_account(self.connection, test, Verdict.SOUND, report, tariff)
        self.change(prior_debt=-account.total)

    def bank_will(self, fault: str, times: int = 1) -> None:
        """Lets the bank's next orders go wrong."""
        self._order(self.office.office.settings.bank_url, fault, times)

    def sms_arrives(self) -> None:
        """The provider calls us about every text that it took: sent on, then delivered."""
        settings = self.office.office.settings
        address = f"{settings.public_url}/api/v1/sms-receipts/{RECEIPTS_KEY}"
        told = requests.post(f"{settings.sms_url}/tell-receipts", json={"address": address}, timeout=10)
        assert set(told.json()) == {204}

    def sms_will(self, fault: str, times: int = 1) -> None:
        """Lets the provider's next answers go wrong."""
        self._order(self.office.office.settings.sms_url, fault, times)

    def _order(self, url: str, fault: str, times: int) -> None:
        requests.post(
            f"{url}/misbehave", json={"fault": fault, "times": times}, timeout=10
        ).raise_for_status()

    def bank_orders(self) -> list[dict[str, Any]]:
        """What the bank was ordered to pay."""
        answer = requests.get(f"{self.office.office.settings.bank_url}/orders", timeout=10)
        orders: list[dict[str, Any]] = answer.json()
        return orders

    def status(self) -> str:
        """Where the case stands, as its applicant may see it."""
        return str(self.office.call("GET", f"/requests/{self.code}").json()["status"])

    @contextmanager
    def context(self) -> Iterator[Context]:
        """The ground of an act on the case."""
        office = self.office.office
        with self.records() as records:
            yield Context(records, office.agreement, self.office.clock(), office.settings.public_url)

    @contextmanager
    def records(self) -> Iterator[Records]:
        """The records as they stand."""
        with self.office.office.database.transaction() as records:
            yield records

    def filed(self) -> Sequence[Dispatch]:
        """The case's notices, in the order in which they were filed."""
        with self.records() as records:
            return records.outbox.of_case(self.code, "sms") if self.code else []

    def notices(self) -> list[str]:
        """Their keys."""
        return [row.template or "" for row in self.filed()]

    def path(self) -> list[tuple[str, str]]:
        """Process and element of all that the engine's history knows of the case, in order."""
        return [
            (one.process_key, one.activity_id) for one in self.office.engine.history_activities(self.code)
        ]
