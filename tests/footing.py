"""What did the service hold of a case at one moment, so that a scenario can say what was left alone?"""

from dataclasses import dataclass, field
from typing import Any

from records.repositories import Records


@dataclass(frozen=True)
class Footing:
    """All that an act could have changed; two that are equal differ in nothing that anybody would notice."""

    requests: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()
    entries: int = 0
    facts: tuple[Any, ...] = field(default=())

    @classmethod
    def of(cls, records: Records, code: str) -> "Footing":
        """Where the case stands now; without a code, only which requests there are."""
        codes = frozenset(records.requests.codes())
        if not code:
            return cls(codes)
        return cls(codes, _notices(records, code), len(records.ledger.entries(code)), _facts(records, code))


def _notices(records: Records, code: str) -> tuple[str, ...]:
    return tuple(row.template or "" for row in records.outbox.of_case(code, "sms"))


def _facts(records: Records, code: str) -> tuple[Any, ...]:
    """Its end, asks, steps, documents, breaches and calls; and all money, whosever it is."""
    request = records.requests.get(code)
    return (
        (request.outcome, request.ended_at, request.account_closed_at),
        [(ask.id, ask.deadline, ask.answered_at, ask.closed_at) for ask in records.asks.of_case(code)],
        [(step.step, step.round, step.due, step.closed_at) for step in records.steps.of_case(code)],
        [(one.kind, one.content_hash, one.decision) for one in records.documents.of_case(code)],
        [(breach.step, breach.round) for breach in records.breaches.of_case(code)],
        records.withdrawals.find(code) is None,
        records.opinions.find(code) is None,
        records.ledger.balances(),
    )
