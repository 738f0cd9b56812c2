"""How does a test settle an account without an engine? It plays `settle-account`, with a bank in its hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from cases.payouts import Payer
from cases.refund_account import set_refund_account
from cases.register import Caller
from cases.sender import Sender
from cases.statement import statement
from domain.identifiers import BillId, Sheba
from domain.money import total
from domain.requests import Channel
from engine.topics import registry
from gateways.sms import Sent
from records.database import Database
from records.tables import Payout
from tests.bank import SHEBA, Bank, DatabaseUnderKnife, Knife
from tests.ground import PUBLIC_URL, REMOVAL_FORM, SUBSCRIBER, Ground, a_connection


class SilentGateway:
    """A provider that takes every text."""

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        return Sent(message_id=local_id, status=1)


class NoEngine:
    """No instance of any case."""

    def history_instances(self, business_key: str) -> list[Any]:
        return []


@dataclass
class Settling:
    """A case from its removal on."""

    ground: Ground
    bank: Bank = field(default_factory=Bank)
    accounts: Iterator[str] = field(default_factory=lambda: map(account, count(1)))
    """Accounts that no bank has rejected yet."""

    def sender(self, database: Database | None = None) -> Sender:
        ground, database = self.ground, database or self.ground.database
        payer = Payer(database, ground.agreement, self.bank, ground.clock, PUBLIC_URL)
        return Sender(database, SilentGateway(), NoEngine(), ground.clock, payer)  # type: ignore[arg-type]

    def removed(self, **connection: Any) -> str:
        """A case whose connection is removed and whose account is not reckoned yet."""
        described = a_connection(**connection)
        self.ground.put(described)
        code = self.ground.register(key=described.bill_id, bill_id=described.bill_id)
        self.ground.to_the_removal(code)
        self.ground.do("record-removal", code, completedBy="field-operations", **REMOVAL_FORM)
        return code

    def creditor(self, **connection: Any) -> str:
        """A case in credit, after its first reconciliation, for which no account was named."""
        code = self.removed(prior_debt=0, **connection)
        assert self.reconcile(code) == "creditor-without-account"
        return code

    def approvable(self, **connection: Any) -> str:
        """A case in credit whose payment finance is asked to approve."""
        code = self.creditor(**connection)
        self.ground.do("request-refund-account", code)
        self.name_account(code)
        assert self.ground.do("record-refund-account", code) == {"outcome": "recorded"}
        assert self.reconcile(code) == "creditor"
        return code

    def ordered(self, **connection: Any) -> str:
        """A case whose credit the bank is to be told to pay."""
        code = self.approvable(**connection)
        assert self.decide(code, "pay") == {"outcome": "pay"}
        self.ground.do("pay-refund", code)
        return code

    def overdue(self, **connection: Any) -> str:
        """A case in debt whose deadline has passed."""
        code = self.removed(**connection)
        assert self.reconcile(code) == "debtor"
        self.ask(code)
        self.ground.clock.move(days=60)
        assert self.ground.do("record-payment", code) == {"outcome": "expired"}
        assert self.reconcile(code) == "debtor-overdue"
        return code

    def do_under(self, knife: Knife, topic: str, code: str, task_id: str, **form: Any) -> dict[str, Any]:
        """A worker of a process that the knife may kill."""
        database = DatabaseUnderKnife(self.ground.database, knife)
        safekeeping = replace(self.ground.safekeeping, database=database)
        return safekeeping.carry_out(registry()[topic], self.ground.task(topic, code, task_id, **form))

    def send_under(self, knife: Knife) -> None:
        """A sender of such a process, for the payouts that are due."""
        self.ground.clock.move(minutes=3)
        self.bank.knife = knife
        with self.ground.act() as context:
            due = context.records.outbox.due(context.now)
            rows = [row for row in due if context.records.outbox.get(row).kind == "payout"]
        for row in rows:
            self.sender(DatabaseUnderKnife(self.ground.database, knife)).send(row)

    def reconcile(self, code: str) -> str:
        return str(self.ground.do("reconcile-debt", code)["balanceState"])

    def ask(self, code: str) -> int:
        """Asks for the next payment; returns its amount in Rials."""
        self.ground.do("request-payment", code)
        with self.ground.act() as context:
            ask = context.records.asks.open(code, "debt-payment")
            assert ask is not None
            return ask.amount or 0

    def name_account(self, code: str, sheba: str = SHEBA, user: str = "user-1") -> None:
        with self.ground.act() as context:
            set_refund_account(context, code, SUBSCRIBER, Sheba(sheba), Caller(Channel.APP, user))

    def decide(self, code: str, decision: str | None, by: str = "finance", note: str = "") -> dict[str, Any]:
        return self.ground.do(
            "record-refund-decision", code, refundDecision=decision, refundNote=note, completedBy=by
        )

    def arrange(self, code: str, decision: str | None, **fields: Any) -> dict[str, Any]:
        form = {
            "debtDecision": decision,
            "debtReason": "به درخواست مشترک",
            "completedBy": "finance",
            **fields,
        }
        return self.ground.do("record-debt-decision", code, **form)

    def to_the_end(self, code: str, decision: str) -> None:
        """Plays the settlement to its end; a debt's first demand expires, and finance decides so about it."""
        for _ in range(30):
            state = self.reconcile(code)
            if state == "settled":
                assert self.ground.do("close-account", code) == {"outcome": "closed"}
                return
            self._go_on(code, state, decision)
        raise AssertionError("the settlement comes to no end")

    def _go_on(self, code: str, state: str, decision: str) -> None:
        match state:
            case "debtor":
                self._pay_or_let_expire(code)
            case "debtor-overdue":
                fields = {"extensionDays": 30, "instalmentCount": 3, "approvalNumber": "1405/12"}
                if self.arrange(code, decision, **fields)["outcome"] == "unclear":
                    self.arrange(code, "write-off", **fields)
            case "creditor-without-account":
                self.ground.do("request-refund-account", code)
                self.name_account(code, next(self.accounts))
                self.ground.do("record-refund-account", code)
            case "creditor":
                self.decide(code, "pay")
                self.ground.do("pay-refund", code)
                self.send()
                assert self.ground.do("record-payout", code) == {"outcome": "answered"}

    def _pay_or_let_expire(self, code: str) -> None:
        amount = self.ask(code)
        with self.ground.act() as context:
            arranged = context.records.debt_plans.latest(code) is not None
        if arranged:
            self.ground.pay(code, f"{code}-{next(self.ground.ids)}", amount=amount)
        else:
            self.ground.clock.move(days=60)
        assert self.ground.do("record-payment", code)["outcome"] == ("paid" if arranged else "expired")

    def send(self) -> int:
        """Sends all that is due, after the longest pause between two attempts."""
        self.ground.clock.move(minutes=16)
        return self.sender().send_due()

    def owed(self, code: str) -> int:
        return self.ground.balances(code).get("subscriber", 0)

    def set_aside(self, code: str) -> int:
        """What the bank is to pay, in Rials."""
        return -self.ground.balances(code)["payout-pending"]

    def owed_after_reckoning(self, code: str) -> int:
        """A debtor's debt after the first reconciliation, in Rials."""
        assert self.reconcile(code) == "debtor"
        return self.owed(code)

    def statement_total(self, code: str) -> int:
        with self.ground.act() as context:
            return total(statement(context, context.records.requests.get(code)))

    def payouts(self) -> list[Payout]:
        """All payouts of all cases that the bank was told of."""
        with self.ground.act() as context:
            return [context.records.payouts.get(number) for number in self.bank.orders]

    def balances_of_all(self) -> dict[str, int]:
        with self.ground.act() as context:
            return context.records.ledger.balances()


def bill_id(number: int) -> BillId:
    """The bill id of another connection."""
    return BillId.compose(number, "036")


def account(number: int) -> str:
    """A valid account of a bank that is none."""
    body = f"099{number:019d}"
    return f"IR{98 - int(body + '182700') % 97:02d}{body}"
