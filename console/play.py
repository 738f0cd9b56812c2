"""What happens in the demonstration, step by step? A debtor's request, where everything goes well."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import requests

from console.faults import CommandError
from console.rehearsal import Rehearsal
from console.settings import SAMPLES
from console.teller import Teller
from domain.connection import Connection
from domain.groups import Group
from domain.ledger import Account
from domain.meter import Verdict
from domain.persian import date, digits, rials
from domain.requests import Outcome
from engine.client import EngineError
from gateways.billing_register import read_register

STEPS = 8


class PlayError(CommandError):
    """The story could not go on; the sentence says where, and what failed."""


class Play:
    """One request for the first sample subscription, whose debt exceeds what the company owes it."""

    def __init__(self, rehearsal: Rehearsal, teller: Teller, certificates: Path) -> None:
        self._rehearsal, self._teller, self._certificates = rehearsal, teller, certificates
        self._register = read_register(SAMPLES)
        self._connection = self._register[0]
        self._texts_told = 0
        self.tracking_code = ""

    def perform(self) -> None:
        """From the application to the certificate; raises `PlayError` where something goes another way."""
        self._rehearsal.put(*self._register)
        for step in (
            self._apply,
            self._hear_the_cost,
            self._pay_the_cost,
            self._test_the_meter,
            self._agree_to_the_terms,
            self._remove_the_connection,
            self._settle_the_account,
            self._get_the_certificate,
        ):
            try:
                step()
            except (requests.RequestException, EngineError, LookupError) as fault:
                raise PlayError(self._stopped_at(step.__name__, fault)) from fault

    # The steps, in the agreement's order

    def _apply(self) -> None:
        self._begin("ثبت درخواست با نرم‌افزار برق من و دریافت کد رهگیری", "3.1 و 3.2")
        self._teller.say(_described(self._connection))
        self.tracking_code = self._rehearsal.register(_application(self._connection))
        self._teller.say(f"درخواست ثبت شد. کد رهگیری: {digits(self.tracking_code)}")
        self._rehearsal.back.sender.send_case(self.tracking_code)
        self._tell_texts()

    def _hear_the_cost(self) -> None:
        self._begin("بررسی درخواست و اعلام هزینه جمع‌آوری", "3.3")
        self._settle()
        with self._rehearsal.office.database.transaction() as records:
            quote = records.quotes.get(self.tracking_code).quote
        self._teller.lines("هزینه جمع‌آوری", quote.lines, quote.total)
        self._tell_texts()

    def _pay_the_cost(self) -> None:
        self._begin("پرداخت هزینه خدمت؛ بانک با پیام امضاشده خبر می‌دهد", "3.4", hours=1.25)
        self._pay()

    def _test_the_meter(self) -> None:
        self._begin("آزمایش کنتور", "3.5", hours=24)
        reading = self._connection.last_reading + 180
        self._fill_in("test-meter", "meter-testing", _meter_test(self._connection, reading, self._today))
        with self._rehearsal.office.database.transaction() as records:
            verdict = Verdict(records.terms.get(self.tracking_code).verdict)
        self._teller.say(f"رقم کنتور: {digits(reading)}؛ تشخیص: کنتور {verdict.title}")

    def _agree_to_the_terms(self) -> None:
        self._begin("تأیید و اعلام شرایط فنی و مالی؛ موافقت مشترک", "3.6", hours=2)
        self._fill_in("approve-terms", "subscriber-affairs", {"approval": "approve", "approvalNote": ""})
        with self._rehearsal.office.database.transaction() as records:
            terms = records.terms.get(self.tracking_code).terms
        for finding in terms.findings:
            self._teller.say(finding)
        self._teller.lines("برآورد حساب", terms.lines, terms.total)
        self._tell_texts()
        self._ask("GET", "terms")
        self._ask("POST", "consent", {"agrees": True})
        self._teller.say("مشترک شرایط را دید و با آن موافقت کرد.")
        self._settle()
        self._tell_texts()

    def _remove_the_connection(self) -> None:
        self._begin("جمع‌آوری انشعاب در محل", "3.8", hours=72)
        reading = self._connection.last_reading + 195
        self._fill_in("remove-connection", "field-operations", _removal(reading, self._today))
        self._teller.say(f"رقم پایانی: {digits(reading)}؛ کنتور به انبار تحویل شد.")

    def _settle_the_account(self) -> None:
        self._begin("اعلام بدهی مصرفی و وضعیت حساب؛ تسویه بدهی", "3.8 و 3.9")
        with self._rehearsal.office.database.transaction() as records:
            settlement = records.settlements.find(self.tracking_code)
        if settlement is None:
            raise LookupError("there is no closing account")
        self._teller.lines("صورت‌حساب پایانی", settlement.account.lines, settlement.account.total)
        self._tell_texts()
        self._rehearsal.clock.move(timedelta(hours=26))
        self._pay()

    def _get_the_certificate(self) -> None:
        self._begin("پایان خدمت و گواهی نتیجه", "7.1 و 7.2")
        self._judge_the_end()
        self._teller.say("مانده‌ی حساب مشترک صفر است و جمع همه‌ی حساب‌ها نیز صفر.")
        path = self._certificates / f"certificate-{self.tracking_code}.pdf"
        path.write_bytes(self._ask("GET", "certificate").content)
        self._teller.say(f"گواهی نتیجه در این فایل است: {path}")

    # What the steps are made of

    @property
    def _today(self) -> str:
        return date(self._rehearsal.clock())

    def _begin(self, title: str, clauses: str, hours: float = 0) -> None:
        self._rehearsal.clock.move(timedelta(hours=hours))
        self._teller.step(title, clauses, self._rehearsal.clock())

    def _settle(self) -> None:
        self._rehearsal.settle(self.tracking_code)

    def _pay(self) -> None:
        self._rehearsal.pay(self.tracking_code).raise_for_status()
        self._teller.say("پرداخت شد و بانک آن را به ما خبر داد.")
        self._settle()
        self._tell_texts()

    def _fill_in(self, task: str, group: str, form: dict[str, Any]) -> None:
        name = self._rehearsal.task(self.tracking_code, task, group).name
        self._rehearsal.submit_form(self.tracking_code, task, group, form)
        self._teller.say(f"همکار «{Group(group).title}» فرم «{name}» را پر کرد.")
        self._settle()

    def _ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> requests.Response:
        path = f"/requests/{self.tracking_code}/{what}"
        national_id = self._connection.subscriber_national_id
        answer = self._rehearsal.call(method, path, body=body, national_id=national_id)
        answer.raise_for_status()
        return answer

    def _tell_texts(self) -> None:
        sent = self._rehearsal.sms_sent()
        self._teller.sms(sent[self._texts_told :])
        self._texts_told = len(sent)

    def _judge_the_end(self) -> None:
        with self._rehearsal.office.database.transaction() as records:
            outcome = records.requests.get(self.tracking_code).outcome
            balances = records.ledger.balances(self.tracking_code)
        if outcome != Outcome.SERVED or self._rehearsal.engine.running(self.tracking_code):
            raise LookupError(f"the case did not end as served: {outcome}")
        if balances[Account.SUBSCRIBER] or sum(balances.values()):
            raise LookupError("the accounts are not at zero")

    def _stopped_at(self, step: str, fault: Exception) -> str:
        troubles = self._rehearsal.troubles(self.tracking_code) if self.tracking_code else []
        return f"The story stopped at {step.strip('_')}: {fault}. {' '.join(troubles)}".strip()


def _described(connection: Connection) -> str:
    kind, usage = connection.kind.title, connection.usage.title
    return (
        f"انشعاب {kind} {digits(connection.amperes)} آمپر، {usage}، شناسه قبض {digits(connection.bill_id)}؛ "
        f"بدهی پیشین {rials(connection.prior_debt)}"
    )


def _application(connection: Connection) -> dict[str, Any]:
    applicant = {
        "kind": connection.subscriber_kind,
        "national_id": connection.subscriber_national_id,
        "name": connection.subscriber_name,
        "mobile": connection.subscriber_mobile,
    }
    return {"bill_id": connection.bill_id, "applicant": applicant, "declaration": True}


def _meter_test(connection: Connection, reading: int, today: str) -> dict[str, Any]:
    return {
        "visitResult": "tested",
        "otherConsumer": False,
        "meterMissing": False,
        "meterSerial": connection.meter_serial,
        "meterReading": reading,
        "testable": True,
        "errorFull": 0.8,
        "errorLight": 1.2,
        "errorInductive": 0.4,
        "sealsIntact": True,
        "startingPassed": True,
        "creepPassed": True,
        "testedOn": today,
        "remarks": "",
    }


def _removal(reading: int, today: str) -> dict[str, Any]:
    return {
        "visitResult": "done",
        "removedOn": today,
        "finalReading": reading,
        "sealsRemoved": 2,
        "meterCollected": True,
        "boxCollected": True,
        "fuseCollected": True,
        "cableCollected": False,
        "warehouseReceipt": "1405-1",
        "remarks": "",
    }
