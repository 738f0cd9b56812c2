"""What every real run of a request needs: its people, its forms, and the doors that they go through."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from console.rehearsal import Rehearsal
from domain.connection import Connection
from domain.identifiers import BillId
from domain.requests import Channel
from records.repositories import Records
from tests.ground import MOBILE, REMOVAL_FORM, SUBSCRIBER, TEST_FORM, a_connection

ROOT = Path(__file__).parent.parent
FILES = count(20_000_001)
NAME = "مشترک نمونه"


@dataclass
class Case:
    """A connection of its own in the register, its request, and what the world does to it."""

    office: Rehearsal
    connection: Connection
    code: str = ""
    national_id: str = SUBSCRIBER

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
        return {self.national_id, SUBSCRIBER, MOBILE, NAME, self.connection.address}

    @property
    def application(self) -> dict[str, Any]:
        """What the applicant hands in."""
        applicant = {"kind": "natural", "national_id": self.national_id, "name": NAME, "mobile": MOBILE}
        return {"bill_id": self.connection.bill_id, "applicant": applicant, "declaration": True}

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

    def fill_in(self, task: str, group: str, **fields: Any) -> None:
        """Sends the form of that task as the member of that group."""
        self.office.submit_form(self.code, task, group, fields)
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
