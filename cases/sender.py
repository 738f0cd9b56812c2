"""How does what a transaction filed go out, once, whatever crashes?

A row is first claimed and committed (its next attempt moves on), then sent outside any transaction under its
own id, then marked. A crash in between lets the claim run out and the row is sent again: the provider knows
its id and sends no second SMS; the bank is asked about a payout before it is told of it; wiping twice wipes
nothing more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from cases.payouts import Payer
from cases.safekeeping import Clock
from cases.unreachable import notice_undeliverable
from engine.client import Engine, EngineAway, EngineError
from gateways.bank_orders import BankError
from gateways.sms import Refused, SmsError, SmsGateway
from records.database import Database

log = structlog.get_logger()

CLAIM = timedelta(minutes=2)
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
    """Sends the outbox: SMS by the gateway, payouts by the payer, wipings by the engine.

    `may_receive` says which numbers get anything: all in production, a list elsewhere.
    """

    def __init__(
        self,
        database: Database,
        sms: SmsGateway,
        engine: Engine,
        clock: Clock,
        payer: Payer,
        may_receive: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._database, self._sms, self._engine, self._clock = database, sms, engine, clock
        self._payer, self._may_receive = payer, may_receive

    def send_due(self) -> int:
        """Sends what is due; returns how many rows are done with."""
        with self._database.transaction() as records:
            due = records.outbox.due(self._clock())
        return sum(self.send(row_id) for row_id in due)

    def send_case(self, tracking_code: str) -> int:
        """Sends all that the case has to send, due or not; returns how many rows are done with."""
        with self._database.transaction() as records:
            undone = records.outbox.undone(tracking_code)
        return sum(self.send(row_id) for row_id in undone)

    def send(self, row_id: int) -> bool:
        """Tries that row once; tells whether it is done with."""
        claimed = self._claim(row_id)
        if claimed is None:
            return False
        match claimed.kind:
            case "sms":
                return self._send_sms(claimed)
            case "payout":
                return self._pay_out(claimed)
        return self._wipe_history(claimed)

    def _claim(self, row_id: int) -> Claimed | None:
        with self._database.transaction() as records:
            row = records.outbox.get_to_send(row_id)
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
            return self._done(row, "refused") if isinstance(error, Refused) else self._again(row)
        return self._done(row, "sent", sent.message_id)

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
            if how == "refused":
                notice_undeliverable(records, kept, self._clock())
        return True


def _say(row: Claimed, error: Exception, *, alert: bool = False) -> None:
    """An alert is for the operator: it will not pass by itself."""
    level = log.error if alert else log.warning
    level("not sent", tracking_code=row.tracking_code, outbox=row.id, error=type(error).__name__)
