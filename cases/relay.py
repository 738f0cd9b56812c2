"""How does the engine come to hear what the records hold?

A bell is rung until it is stopped. The relay holds the bell's row while it rings, so that two relays never
ring one bell at once; it never holds the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from cases.safekeeping import Clock
from engine.client import Engine, EngineAway, EngineError, NobodyWaits
from records.database import Database
from records.tables import Bell

log = structlog.get_logger()


@dataclass(frozen=True)
class Start:
    """What a message starts; `by` names the variables that tell its instances of one case apart."""

    process: str
    by: tuple[str, ...] = ()


STARTS: Mapping[str, Start] = {
    "request-registered": Start("permanent-service-removal"),
    "notice-undeliverable": Start("reach-subscriber", by=("noticeId",)),
}
PAUSES = (1, 2, 5, 10, 30, 60, 300)
"""Seconds from one ring to the next; the last one for ever."""


class Relay:
    """Rings bells at the engine."""

    def __init__(self, database: Database, engine: Engine, clock: Clock) -> None:
        self._database, self._engine, self._clock = database, engine, clock

    def ring_due(self) -> int:
        """Rings what is due; returns how many rings were heard."""
        with self._database.transaction() as records:
            due = records.bells.due(self._clock())
        return sum(self.ring(bell_id) for bell_id in due)

    def ring_case(self, tracking_code: str) -> int:
        """Rings all that the case has to be heard, due or not; returns how many rings were heard."""
        with self._database.transaction() as records:
            bells = records.bells.unstopped(tracking_code)
        return sum(self.ring(bell_id) for bell_id in bells)

    def ring(self, bell_id: int) -> bool:
        """Rings that bell once, if it still is to be rung; tells whether somebody heard it."""
        with self._database.transaction() as records:
            bell = records.bells.get_to_ring(bell_id)
            return bell is not None and self._ring(bell, self._clock())

    def _ring(self, bell: Bell, now: datetime) -> bool:
        _postpone(bell, now)
        try:
            start = STARTS.get(bell.message)
            return self._start(bell, start, now) if start else self._wake(bell)
        except NobodyWaits:
            return False
        except (EngineAway, EngineError) as error:
            log.warning(
                "bell not rung",
                tracking_code=bell.tracking_code,
                message=bell.message,
                error=type(error).__name__,
            )
            return False

    def _start(self, bell: Bell, start: Start, now: datetime) -> bool:
        """The same start message twice would make two instances: hence looking first."""
        apart = {name: bell.variables[name] for name in start.by}
        if self._engine.has_instance(bell.tracking_code, start.process, apart):
            bell.stopped_at = now
            return False
        self._engine.correlate(bell.message, business_key=bell.tracking_code, variables=bell.variables)
        return True

    def _wake(self, bell: Bell) -> bool:
        key = {"askId": bell.ask_id} if bell.ask_id else {}
        self._engine.correlate(bell.message, business_key=bell.tracking_code, correlation=key)
        return True


def _postpone(bell: Bell, now: datetime) -> None:
    bell.next_ring_at = now + timedelta(seconds=PAUSES[min(bell.rings, len(PAUSES) - 1)])
    bell.rings += 1
