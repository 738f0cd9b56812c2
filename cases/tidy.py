"""Whose data may the service keep no longer? Personal data go some months after the end, by outcome.

The ledger, the amounts, the dates and the certificate's number stay. A case that still owes something (money,
a message, a call) keeps its people until that is done. Each case is tidied in a transaction of its own.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import structlog

from cases.safekeeping import Clock
from domain.agreement import Agreement
from domain.persian import TEHRAN, months_after
from domain.requests import Outcome
from records.database import Database
from records.repositories import Records
from records.tables import Request

log = structlog.get_logger()


@dataclass(frozen=True)
class Due:
    """The cases whose time is over: how many by outcome, and how many of them cannot be tidied yet."""

    codes: tuple[str, ...]
    outcomes: Counter[str] = field(default_factory=Counter)
    held: int = 0


def find_due(records: Records, agreement: Agreement, today: date) -> Due:
    """Looks, and changes nothing."""
    over = [one for one in records.retention.remembered() if _is_over(one, agreement, today)]
    free = [one for one in over if not records.retention.is_busy(one.tracking_code)]
    return Due(
        codes=tuple(one.tracking_code for one in free),
        outcomes=Counter(one.outcome or "" for one in free),
        held=len(over) - len(free),
    )


def tidy(database: Database, agreement: Agreement, clock: Clock) -> Counter[str]:
    """Takes the people out of every case that is due; answers how many rows of each table that changed."""
    today = clock().astimezone(TEHRAN).date()
    with database.transaction() as records:
        due = find_due(records, agreement, today)
        counts = records.retention.forget_caseless(_beginning(agreement, today))
    for code in due.codes:
        counts += _forget(database, code)
    log.info("tidied", cases=len(due.codes), held=due.held, rows=counts.total())
    return counts


def _forget(database: Database, code: str) -> Counter[str]:
    with database.transaction() as records:
        request = records.requests.lock(code)
        if records.retention.is_busy(code):
            return Counter()
        return records.retention.forget(request)


def _is_over(request: Request, agreement: Agreement, today: date) -> bool:
    if request.ended_at is None or request.outcome is None:
        return False
    return agreement.kept_until(Outcome.of(request.outcome), request.ended_at) <= today


def _beginning(agreement: Agreement, today: date) -> date:
    """What belongs to no case is kept as long as the longest of all."""
    return months_after(today, -max(rule.figure for rule in agreement.retention.values()))
