"""What every real run of a request needs: its people, its forms, and the doors that they go through."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import requests

from cases.context import Context
from cases.documents import missing_kinds
from console.drawn import BANK
from console.rehearsal import Rehearsal
from domain.connection import Connection
from domain.identifiers import BillId, PaymentId
from domain.meter import MeterTest, Verdict
from domain.persian import parse_date
from domain.removal import RemovalReport
from domain.requests import Channel, Relation
from domain.settlement import closing_account
from gateways.bank_simulator import BankPayment, BankSimulator
from records.repositories import Records
from tests.ground import MOBILE, REMOVAL_FORM, SUBSCRIBER, TEST_FORM, a_connection
from workbench.models import read

SHEBA = "IR820540102680020817909002"
OTHER_SHEBA = "IR550570022080013447370101"
REPRESENTATIVE = "0499370899"
LEGAL_SUBSCRIBER = "10380284790"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
METER_GONE: dict[str, Any] = {
    "meterMissing": True,
    "testable": False,
    "errorPercent": None,
    "meterSerial": None,
    "meterReading": None,
    "sealsIntact": None,
}
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
    sheba: str | None = None
    representative: dict[str, Any] | None = None
    answered: requests.Response | None = None

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
        applicant = {"kind": kind, "national_id": self.national_id, "name": NAME, "mobile": MOBILE}
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
        """Lets the service go on as far as it can by itself."""
        self.office.settle(self.code)

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

    def register_with_documents(self) -> None:
        """Applies and hands in every document before the engine has heard of it."""
        self.code = self.office.register(self.application)
        self.hand_in_all(Channel.APP)
        self.settle()

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

    def give_opinion(self, rating: int) -> requests.Response:
        """The applicant says what they think of the service."""
        return self.office.call("POST", f"/requests/{self.code}/feedback", body={"rating": rating})

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
        office = self.office.office
        payment = BankPayment(
            bill_id=BillId(bill_id),
            payment_id=PaymentId(payment_id),
            amount=amount,
            paid_at=self.office.clock(),
            reference=reference,
        )
        bank = BankSimulator(office.settings.public_url, BANK, office.secrets.bank.get_secret_value())
        return bank.pay(payment, self.office.clock())

    def pay_after_the_deadline(self) -> None:
        """The deadline passes, the money comes, and only then the engine's timer fires."""
        due = self.office.timer(self.code, "await-payment-deadline").due
        assert due is not None
        self.office.clock.move_to(due + timedelta(minutes=1))
        self.office.pay(self.code).raise_for_status()
        self.pass_timer("دریافت پرداخت مشترک", "deadline")

    def pass_timer(self, element: str, which: str) -> None:
        """Lets time pass until that timer of the element fires, and the service go on."""
        step = next(one.id for one in MODELS.elements("userTask", "receiveTask") if one.name == element)
        self.office.pass_timer(self.code, f"{step}-{which}")
        self.settle()

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
            error_percent=TEST_FORM["errorPercent"],
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

    def notices(self) -> list[str]:
        """The keys of the case's notices, in the order in which they were filed."""
        with self.records() as records:
            return [row.template or "" for row in records.outbox.of_case(self.code, "sms")]

    def path(self) -> list[tuple[str, str]]:
        """Process and element of all that the engine's history knows of the case, in order."""
        return [
            (one.process_key, one.activity_id) for one in self.office.engine.history_activities(self.code)
        ]
