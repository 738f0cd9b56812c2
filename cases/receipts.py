"""What became of the SMS that went out? (SLA-3.6, SLA-3.7)

A provider tells it unasked, by a call, and when it is asked; in any order and as often as it likes. The first
final word stays. A delivered notice of terms proves the consent ask, one that reached nobody has its
subscriber called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from cases.safekeeping import Clock
from cases.silence import TERMS_NOTICES
from cases.unreachable import notice_undeliverable
from gateways.sms import Receipt, SmsError, SmsReceipts
from records.database import Database
from records.repositories import Records
from records.tables import Dispatch

log = structlog.get_logger()

FIRST_LOOK = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
CALLS = 10
"""So often a provider is called in one turn, which must not keep the sender from sending."""
TOLD_FOR = timedelta(hours=48)
"""So long after it took a text a provider is asked about it; Kavenegar answers no longer."""


@dataclass(frozen=True)
class ReceiptReader:
    """Asks each provider about what it took, with pauses that grow with the text's age."""

    database: Database
    providers: Sequence[SmsReceipts]
    clock: Clock

    def read_due(self) -> int:
        """Asks about what is due; returns how many texts got their final receipt."""
        return sum(map(self._read, self.providers))

    def _read(self, provider: SmsReceipts) -> int:
        """What so many calls leave is due at the next turn, and so is a provider in trouble."""
        news = 0
        for _ in range(CALLS):
            due = self._claim(provider)
            if not due:
                break
            try:
                told = provider.receipts(list(due))
            except SmsError as error:
                level = log.error if error.alert else log.warning
                level("receipts not read", provider=provider.name, error=type(error).__name__)
                break
            news += sum(self._take(provider, *one) for one in told.items())
        return news

    def _claim(self, provider: SmsReceipts) -> Sequence[int]:
        now = self.clock()
        with self.database.transaction() as records:
            rows = records.outbox.to_ask(provider.name, now, provider.most_at_once)
            for row in rows:
                row.receipt_due_at = next_look(row, now)
            return [row.message_id for row in rows if row.message_id is not None]

    def _take(self, provider: SmsReceipts, message_id: int, receipt: Receipt | None) -> bool:
        with self.database.transaction() as records:
            return take_receipt(records, provider.name, message_id, receipt, self.clock())


def next_look(row: Dispatch, now: datetime) -> datetime | None:
    """When to ask next: a text twice as old is asked about half as often; None once nobody answers for it."""
    age = now - (row.done_at or now)
    return now + min(max(age, FIRST_LOOK), LONGEST_PAUSE) if age < TOLD_FOR else None


def take_receipt(
    records: Records, provider: str, message_id: int, receipt: Receipt | None, now: datetime
) -> bool:
    """Takes what a provider says of the text that has this number with it; tells whether that was news.

    A number that no text has yet is passed over: the provider is asked again once the text is marked as sent.
    """
    row = _held(records, provider, message_id)
    if row is None:
        return False
    if receipt is None:
        log.error("receipt not understood", tracking_code=row.tracking_code, outbox=row.id)
        return False
    if not receipt.is_final:
        return False
    if row.receipt is not None:
        _compare(row, receipt)
        return False
    row.receipt, row.receipt_at, row.receipt_due_at = receipt, now, None
    _follow(records, row, receipt, now)
    return True


def _held(records: Records, provider: str, message_id: int) -> Dispatch | None:
    """The row, held by this transaction, after its case."""
    found = records.outbox.of_message(provider, message_id)
    if found is None:
        return None
    if found.tracking_code is not None:
        records.requests.lock(found.tracking_code)
    return records.outbox.lock(found.id)


def _compare(row: Dispatch, receipt: Receipt) -> None:
    """Two final words that differ are for the operator; there is no more to ask."""
    row.receipt_due_at = None
    if row.receipt != receipt:
        log.error("receipts differ", tracking_code=row.tracking_code, outbox=row.id)


def _follow(records: Records, row: Dispatch, receipt: Receipt, now: datetime) -> None:
    if receipt is Receipt.DELIVERED:
        _prove_terms(records, row, now)
    else:
        notice_undeliverable(records, row, now)


def _prove_terms(records: Records, row: Dispatch, now: datetime) -> None:
    """Only in time: a deadline that passed unproven is postponed, and the subscriber called."""
    ask = records.asks.open(row.tracking_code or "", "consent")
    if ask is None or ask.proven_at is not None or now > ask.deadline:
        return
    if row.template in TERMS_NOTICES and row.filed_at >= ask.opened_at:
        ask.proven_at = now
