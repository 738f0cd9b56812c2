"""How does what a transaction filed go out, once, whatever crashes?

A row is first claimed and committed (its next attempt moves on), then sent outside any transaction under its
own id, then marked. A crash in between lets the claim run out and the row is sent again: the provider knows
its id and sends no second SMS; the bank is asked about a payout before it is told of it; billing takes a
notice once for each id; wiping twice wipes nothing more. What may not be repeated is for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from cases.payouts import Payer
from cases.receipts import FIRST_LOOK
from cases.safekeeping import Clock
from cases.unreachable import notice_undeliverable
from engine.client import Engine, EngineAway, EngineError
from gateways.bank_orders import BankError
from gateways.billing_rest import BILLING_NOTICE, Billing, BillingError
from gateways.sms import Refused, SmsError, SmsGateway, Unsure
from records.database import Database

log = structlog.get_logger()

CLAIM = timedelta(minutes=2)
UNREACHED = frozenset({"refused", "unsure"})
"""Ends of an SMS after which its subscriber is called."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900))
"""Waits between attempts; the last one for ever."""


@dataclass(frozen=True)
class Claimed:
    """A row as it is sent: what is needed outside the transaction."""

    id: int
    tracking_code: str | None
    kind: str
    receptor: str | None
    text: str | None
    payout_id: str | None
    attempts: int


class Sender:
    """Sends the outbox: SMS by the gateway, payouts by the payer, wipings by the engine, notices to billing.

    `may_receive` says which numbers get anything: all in production, a list elsewhere. Without `billing` the
    company reads the records. `follow_up` asks what became of what was sent.
    """

    def __init__(
        self,
        database: Database,
        sms: SmsGateway,
        engine: Engine,
        clock: Clock,
        payer: Payer,
        may_receive: Callable[[str], bool] = lambda _: True,
        billing: Billing | None = None,
        follow_up: Callable[[], int] = lambda: 0,
    ) -> None:
        self._database, self._sms, self._engine, self._clock = database, sms, engine, clock
        self._payer, self._may_receive = payer, may_receive
        self._billing, self._follow_up = billing, follow_up

    def send_due(self) -> int:
        """Sends what is due, then follows up what was sent; returns how many rows moved on."""
        now = self._clock()
        with self._database.transaction() as records:
            due = records.outbox.due(now)
        return sum(self.send(row_id, due_by=now) for row_id in due) + self._follow_up()

    def send_case(self, tracking_code: str) -> int:
        """Sends all that the case has to send, due or not; returns how many rows are done with."""
        with self._database.transaction() as records:
            undone = records.outbox.undone(tracking_code)
        return sum(self.send(row_id) for row_id in undone)

    def send(self, row_id: int, *, due_by: datetime | None = None) -> bool:
        """Tries that row once, with `due_by` only if it is due then; tells whether it is done with."""
        claimed = self._claim(row_id, due_by)
        if claimed is None:
            return False
        match claimed.kind:
            case "sms":
                return self._send_sms(claimed)
            case "payout":
                return self._pay_out(claimed)
            case "billing":
                return self._tell_billing(claimed)
        return self._wipe_history(claimed)

    def _claim(self, row_id: int, due_by: datetime | None) -> Claimed | None:
        with self._database.transaction() as records:
            row = records.outbox.get_to_send(row_id, due_by)
            if row is None:
                return None
            row.attempts += 1
            row.next_attempt_at = self._clock() + CLAIM
            return Claimed(
                row.id, row.tracking_code, row.kind, row.receptor, row.text, row.payout_id, row.attempts
            )

    def _send_sms(self, row: Claimed) -> bool:
        if row.receptor is None or row.text is None:
            raise ValueError(f"outbox row {row.id} has nobody to go to or nothing to say")
        if not self._may_receive(row.receptor):
            return self._done(row, "held-back")
        try:
            sent = self._sms.send(row.id, row.receptor, row.text)
        except SmsError as error:
            _say(row, error, alert=error.alert)
            return self._not_sent(row, error)
        return self._done(row, "sent", sent.message_id)

    def _not_sent(self, row: Claimed, error: SmsError) -> bool:
        match error:
            case Refused():
                return self._done(row, "refused")
            case Unsure():
                return self._done(row, "unsure")
        return self._again(row)

    def _tell_billing(self, row: Claimed) -> bool:
        if self._billing is None:
            return self._done(row, "nobody-to-tell")
        try:
            self._billing.tell(str(row.id), BILLING_NOTICE.validate_json(row.text or ""))
        except BillingError as error:
            _say(row, error, alert=error.alert)
            return self._again(row)
        return self._done(row, "told")

    def _pay_out(self, row: Claimed) -> bool:
        """Done only when the bank's answer is final; until then it is asked again and again."""
        try:
            final = self._payer.carry(row.payout_id or "")
        except BankError as error:
            _say(row, error, alert=error.alert)
            final = False
        return self._done(row, "answered") if final else self._again(row)

    def _wipe_history(self, row: Claimed) -> bool:
        """The values that forms left in the engine's history go, once no instance of the case runs.

        The history itself tells: the sender's account may read that, and running instances it may not see.
        """
        try:
            instances = self._engine.history_instances(row.tracking_code or "")
            if any(instance.end is None for instance in instances):
                return self._again(row)
            for instance in instances:
                self._engine.wipe_variable_history(instance.id)
        except (EngineAway, EngineError) as error:
            _say(row, error)
            return self._again(row)
        return self._done(row, "wiped")

    def _again(self, row: Claimed) -> bool:
        with self._database.transaction() as records:
            pause = PAUSES[min(row.attempts, len(PAUSES)) - 1]
            records.outbox.get(row.id).next_attempt_at = self._clock() + pause
        return False

    def _done(self, row: Claimed, how: str, message_id: int | None = None) -> bool:
        with self._database.transaction() as records:
            kept = records.outbox.get(row.id)
            kept.done_at, kept.done_as, kept.message_id = self._clock(), how, message_id
            if how == "sent":
                kept.receipt_due_at = self._clock() + FIRST_LOOK
            if how in UNREACHED:
                notice_undeliverable(records, kept, self._clock())
        return True


def _say(row: Claimed, error: Exception, *, alert: bool = False) -> None:
    """An alert is for the operator: it will not pass by itself."""
    level = log.error if alert else log.warning
    level("not sent", tracking_code=row.tracking_code, outbox=row.id, error=type(error).__name__)
