"""How do the parts become one service? Joined here, from settings, and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import workers
from cases.billing import Register
from cases.journal import OutboxJournal
from cases.payouts import Payer
from cases.receipts import ReceiptReader
from cases.relay import Relay
from cases.safekeeping import Clock, Safekeeping
from cases.sender import Sender
from console.drawn import BANK, Secrets
from console.engines import engine_for
from console.settings import Settings
from domain.agreement import Agreement
from engine.client import Engine, EngineError, LockedTask
from engine.runtime import Worker
from engine.topics import Topic, registry
from gateways.bank_orders import RestBankOrders
from gateways.billing_rest import RestBilling
from gateways.failover import Failover
from gateways.kavenegar import Kavenegar
from gateways.sms_ir import SmsIr
from records.database import Database

if TYPE_CHECKING:
    from fastapi import FastAPI

Act = Callable[[str], int]
"""Does for one case what can be done now; answers how much that was."""


@dataclass(frozen=True)
class BackOffice:
    """What works behind the counter: does tasks, rings bells, sends the outbox."""

    worker: Worker
    relay: Relay
    sender: Sender

    def settle(self, tracking_code: str) -> int:
        """Does all that the case can go on with by itself; answers how much that was."""
        return until_nothing_moves(
            tracking_code, (self.relay.ring_case, self.worker.work_once, self.sender.send_case)
        )


@dataclass(frozen=True)
class Office:
    """What every part stands on, and how the parts are made of it."""

    settings: Settings
    secrets: Secrets
    database: Database
    agreement: Agreement
    clock: Clock

    def back(self) -> BackOffice:
        """Worker, relay and sender, each with an account of its own."""
        engine = self._engine("worker")
        safekeeping = Safekeeping(
            self.database, self.agreement, self.clock, self.settings.public_url, engine.evaluate
        )
        billing, kavenegar, sms_ir = self._billing(), self._kavenegar(), self._second_sms()
        return BackOffice(
            worker=Worker(engine, worker_topics(), self._carrying(safekeeping, billing)),
            relay=Relay(self.database, self._engine("relay"), self.clock),
            sender=Sender(
                self.database,
                Failover(kavenegar, sms_ir, OutboxJournal(self.database)),
                self._engine("sender"),
                self.clock,
                self._payer(),
                self.settings.may_receive,
                billing,
                ReceiptReader(self.database, [kavenegar, *([sms_ir] if sms_ir else [])], self.clock).read_due,
            ),
        )

    def front(self) -> "FastAPI":
        """HTTP API and case page."""
        # Imported by who serves alone: FastAPI takes as long as all the rest.
        from channels.app import create_app
        from channels.parts import Parts

        key = self.settings.sms_receipts_key
        return create_app(
            Parts(
                database=self.database,
                agreement=self.agreement,
                clock=self.clock,
                public_url=self.settings.public_url,
                identify=identifier(self._engine("channels")),
                bank_keys={BANK: self.secrets.bank.get_secret_value()},
                session_secret=self.secrets.session.get_secret_value(),
                fonts=self.settings.fonts,
                receipts_key=key.get_secret_value() if key else None,
            )
        )

    def _carrying(
        self, safekeeping: Safekeeping, billing: RestBilling | None
    ) -> Callable[[Topic, LockedTask], dict[str, Any]]:
        """How a task is carried out: on the register as it is, or freshened from billing first."""
        if billing is None:
            return safekeeping.carry_out
        register = Register(self.database, billing, self.clock)

        def carry_out(topic: Topic, task: LockedTask) -> dict[str, Any]:
            register.refresh(topic.name, task.business_key or "")
            return safekeeping.carry_out(topic, task)

        return carry_out

    def _engine(self, service: str) -> Engine:
        return engine_for(service, self.settings, self.secrets)

    def _payer(self) -> Payer:
        ours = self.settings.bank is None
        secret = self.secrets.orders if ours else self.settings.bank_secret
        bank = RestBankOrders(self.settings.bank_url, secret.get_secret_value())
        return Payer(self.database, self.agreement, bank, self.clock, self.settings.public_url)

    def _billing(self) -> RestBilling | None:
        url, secret = self.settings.billing_url, self.settings.billing_secret
        return RestBilling(url, secret.get_secret_value()) if url else None

    def _second_sms(self) -> SmsIr | None:
        if self.settings.sms_second_provider is None:
            return None
        key = self.settings.sms_second_key.get_secret_value()
        return SmsIr(self.settings.sms_second_provider, key, self.settings.sms_second_line)

    def _kavenegar(self) -> Kavenegar:
        key = self.settings.sms_key if self.settings.sms_provider else self.secrets.sms
        return Kavenegar(self.settings.sms_url, key.get_secret_value(), self.settings.sms_line)


def until_nothing_moves(tracking_code: str, acts: Sequence[Act]) -> int:
    """Lets each act do what it can, in turn, until a whole round did nothing."""
    done = 0
    while moved := sum(act(tracking_code) for act in acts):
        done += moved
    return done


def worker_topics() -> Mapping[str, Topic]:
    """Every topic that a module of `workers/` carries out, by name."""
    for module in walk_packages(workers.__path__, f"{workers.__name__}."):
        import_module(module.name)
    return {name: topic for name, topic in registry().items() if topic.module.startswith("workers.")}


def identifier(engine: Engine) -> Callable[[str, str], frozenset[str] | None]:
    """How staff are known: their groups, or None for a name or password that is not theirs."""

    def identify(user: str, password: str) -> frozenset[str] | None:
        try:
            known = engine.verify_identity(user, password)
        except EngineError:
            return None
        return frozenset(engine.groups_of(user)) if known else None

    return identify
