"""How is a whole office tried on this machine, with its clock in the hand?

A stage has what many cases may share: PostgreSQL, the engine without its job executor, accounts and models.
A rehearsal on it has what no two cases share: empty records, a clock, an SMS provider, and our API over HTTP.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import psycopg
import requests
from fastapi import FastAPI
from psycopg import sql
from pydantic import TypeAdapter

from console.drawn import BANK, Secrets, secrets_of
from console.engines import engine_for_admin, engine_for_member
from console.machine import Machine, Preparing, Tell, machine
from console.office import BackOffice, Office, until_nothing_moves
from console.provide import provide_accounts, provide_keys, provide_models
from console.served import Served
from console.settings import Settings
from domain.agreement import Agreement
from domain.agreement_file import load
from domain.connection import Connection
from domain.persian import TEHRAN
from domain.requests import Channel
from engine.client import Engine, Job, UserTask
from engine.start import free_port
from gateways.bank_orders_simulator import create_app as bank_simulator
from gateways.bank_simulator import BankPayment, BankSimulator
from gateways.sms_simulator import Message
from gateways.sms_simulator import create_app as sms_simulator
from records.database import Database

Watch = Callable[[Engine, str], None]
"""Looks at a case through the engine, for instance to see which way it went."""

BEGIN = datetime(2026, 11, 24, 9, 0, tzinfo=TEHRAN)
"""Tuesday, 1405/09/03 at nine: within the agreement's validity, whatever day it is in the world."""


EMPTY_RECORDS = "empty_records"
MESSAGES = TypeAdapter(list[Message])
PATIENCE = 10.0  # seconds, for our own servers
HEADERS = {"national_id": "X-National-Id", "idempotency_key": "Idempotency-Key"}


class MovableClock:
    """A clock that stands still until it is moved, and never goes back."""

    def __init__(self, now: datetime = BEGIN) -> None:
        self._then = now
        self._started: float | None = None

    def __call__(self) -> datetime:
        """What time it is."""
        ran = 0.0 if self._started is None else monotonic() - self._started
        return self._then + timedelta(seconds=ran)

    def move(self, by: timedelta) -> None:
        """Lets that much time pass."""
        self.move_to(self() + by)

    def move_to(self, moment: datetime) -> None:
        """Lets time pass until then; a moment that is over changes nothing."""
        self._then += max(moment - self(), timedelta(0))

    def start(self) -> None:
        """Lets it go on by itself from here, a second a second."""
        self._started = monotonic()


@dataclass(frozen=True)
class Stage:
    """What cases share: the servers, the accounts, the models, the agreement."""

    settings: Settings
    secrets: Secrets
    machine: Machine
    agreement: Agreement
    watch: Watch | None = None

    @contextmanager
    def rehearse(self) -> Iterator["Rehearsal"]:
        """A rehearsal with nothing in its records."""
        ports = {name: free_port() for name in ("api_port", "sms_port", "bank_port")}
        settings = self.settings.model_copy(update=ports)
        clock = MovableClock()
        with ExitStack() as stack:
            database = stack.enter_context(self._empty_records())
            office = Office(settings, self.secrets, database, self.agreement, clock)
            provide_keys(database, self.secrets, clock())
            sms = sms_simulator(self.secrets.sms.get_secret_value(), clock)
            stack.enter_context(Served(sms, settings.sms_port, "The SMS simulator", "BARCHIN_SMS_PORT"))
            bank = bank_simulator(self.secrets.orders.get_secret_value(), clock)
            stack.enter_context(Served(bank, settings.bank_port, "The bank's simulator", "BARCHIN_BANK_PORT"))
            front = office.front()
            stack.enter_context(Served(front, settings.api_port, "The API", "BARCHIN_API_PORT"))
            yield Rehearsal(office, office.back(), front, clock, self.watch)

    @contextmanager
    def _empty_records(self) -> Iterator[Database]:
        name = f"rehearsal_{uuid4().hex}"
        self.machine.postgres.copy_database(EMPTY_RECORDS, name)
        database = Database(self.machine.postgres.url(name))
        try:
            yield database
        finally:
            database.close()
            _drop(self.machine, name)


@contextmanager
def stage(home: Path, settings: Settings, tell: Tell, *, durable: bool = True) -> Iterator[Stage]:
    """Sets a stage with its data in `home`, on free ports; a second one there starts faster."""
    local = settings.model_copy(
        update={
            "home": home,
            "database": None,
            "engine": None,
            "public": None,
            "sms_provider": None,
            "sms_second_provider": None,
            "billing_url": None,
            "bank": None,
            "engine_port": free_port(),
            "postgres_port": free_port(),
        }
    )
    secrets, agreement = secrets_of(home), load(settings.agreement)
    with machine(local, secrets, tell, begins=BEGIN, durable=durable) as servers:
        tell(Preparing.ACCOUNTS)
        provide_accounts(local, secrets, staff=True)
        tell(Preparing.MODELS)
        provide_models(local, secrets)
        tell(Preparing.SERVICES)
        _make_empty_records(servers)
        yield Stage(local, secrets, servers, agreement)


def _make_empty_records(servers: Machine) -> None:
    """Makes what every rehearsal copies, since making it anew takes longer than many a case."""
    servers.postgres.create_database(EMPTY_RECORDS)
    database = Database(servers.postgres.url(EMPTY_RECORDS))
    database.upgrade()
    database.close()


def _drop(servers: Machine, database: str) -> None:
    address = servers.postgres.url("postgres").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


@dataclass(frozen=True)
class Rehearsal:
    """One office with empty records, and what the world may do to it: apply, fill in, pay, wait."""

    office: Office
    back: BackOffice
    front: FastAPI
    clock: MovableClock
    watch: Watch | None = None
    references: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def engine(self) -> Engine:
        """The engine with every right, to look at what became of a case."""
        return engine_for_admin(self.office.settings, self.office.secrets)

    def under(self, agreement: Agreement) -> "Rehearsal":
        """The same office once it has read another agreement; what it decided before stays."""
        office = replace(self.office, agreement=agreement)
        self.front.state.parts = replace(self.front.state.parts, agreement=agreement)
        return replace(self, office=office, back=office.back())

    def put(self, *connections: Connection) -> None:
        """Enters connections in the billing register."""
        with self.office.database.transaction() as records:
            records.connections.replace(connections, self.clock())

    def settle(self, tracking_code: str) -> int:
        """Lets the case go on by itself as far as it can; answers how much was done."""
        acts = (self.back.relay.ring_case, self.back.worker.work_once, self._send)
        return until_nothing_moves(tracking_code, acts)

    def look_back(self) -> None:
        """Whoever watches sees every case of this rehearsal as it stands now."""
        if self.watch is None:
            return
        with self.office.database.transaction() as records:
            codes = records.requests.codes()
        for code in codes:
            self.watch(self.engine, code)

    def _send(self, tracking_code: str) -> int:
        """Whoever watches sees the case before the sender wipes what its forms left."""
        if self.watch is not None and not self.engine.running(tracking_code):
            self.watch(self.engine, tracking_code)
        return self.back.sender.send_case(tracking_code)

    def call(
        self, method: str, path: str, *, channel: Channel = Channel.APP, body: Any = None, **headers: str
    ) -> requests.Response:
        """One call of our API with the channel's key; `national_id="…"` becomes the header X-National-Id."""
        key = self.office.secrets.channels[channel].get_secret_value()
        sent = {"Authorization": f"Bearer {key}", "X-Channel-User": "rehearsal"}
        sent |= {HEADERS[name]: value for name, value in headers.items()}
        url = f"{self.office.settings.public_url}/api/v1{path}"
        return requests.request(method, url, json=body, headers=sent, timeout=PATIENCE)

    def register(self, application: Mapping[str, Any], channel: Channel = Channel.APP) -> str:
        """Hands in an application that must be taken; answers its tracking code."""
        answer = self.call(
            "POST", "/requests", channel=channel, body=application, idempotency_key=str(uuid4())
        )
        answer.raise_for_status()
        return str(answer.json()["tracking_code"])

    def pay(self, tracking_code: str, amount: int | None = None) -> requests.Response:
        """Pays what the case asks for, or another amount in Rials: the bank calls us back, signed."""
        asked = self.call("GET", f"/requests/{tracking_code}").json()["payment"]
        payment = BankPayment(
            bill_id=asked["bill_id"],
            payment_id=asked["payment_id"],
            amount=asked["amount"] if amount is None else amount,
            paid_at=self.clock(),
            reference=f"{tracking_code}-{next(self.references)}",
        )
        bank = BankSimulator(
            self.office.settings.public_url, BANK, self.office.secrets.bank.get_secret_value()
        )
        return bank.pay(payment, self.clock())

    def task(self, tracking_code: str, task_key: str, group: str) -> UserTask:
        """The open task as a member of the group sees it; `LookupError` where the member sees none."""
        tasks = self.as_member(group).tasks(tracking_code)
        found = [task for task in tasks if task.key == task_key]
        if not found:
            raise LookupError(f"{group} sees no open task {task_key} of this case")
        return found[0]

    def submit_form(
        self, tracking_code: str, task_key: str, group: str, variables: Mapping[str, Any]
    ) -> None:
        """Sends the task's form as a member of the group, with that member's own password."""
        task = self.task(tracking_code, task_key, group)
        self.as_member(group).submit_form(task.id, variables)

    def timer(self, tracking_code: str, activity_id: str) -> Job:
        """The earliest timer of that event; `LookupError` where none waits."""
        jobs = [job for job in self.engine.jobs(tracking_code) if job.activity_id == activity_id]
        if not jobs:
            raise LookupError(f"no timer {activity_id} waits in this case")
        return jobs[0]

    def pass_timer(self, tracking_code: str, activity_id: str) -> None:
        """Lets time pass until the timer's date, and the timer fire."""
        job = self.timer(tracking_code, activity_id)
        if job.due is not None:
            self.clock.move_to(job.due)
        self.engine.execute_job(job.id)

    def sms_sent(self) -> list[Message]:
        """Every text that the provider took, in order."""
        answer = requests.get(f"{self.office.settings.sms_url}/sent", timeout=PATIENCE)
        return MESSAGES.validate_json(answer.content)

    def troubles(self, tracking_code: str) -> list[str]:
        """What failed in the case and waits for a repetition or an operator."""
        return [
            task.error_message for task in self.engine.external_tasks(tracking_code) if task.error_message
        ]

    def as_member(self, group: str) -> Engine:
        """The engine as a member of the group sees it, with that member's own password."""
        return engine_for_member(group, self.office.settings, self.office.secrets)
