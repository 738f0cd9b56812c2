"""Which way through the models did the scenario go that is running now?"""

from dataclasses import dataclass, field
from pathlib import Path

from engine.client import Engine
from workbench.coverage import Seen

ROOT = Path(__file__).parent.parent


@dataclass
class Watcher:
    """Sees every case of the test that runs, and the decisions made meanwhile."""

    seen: Seen = field(default_factory=Seen)
    _known: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Forgets what the test before went through."""
        self.seen = Seen()

    def look(self, engine: Engine, tracking_code: str) -> None:
        """Adds the way of that case, and every rule that was applied since the last look."""
        self.seen.look(engine, tracking_code)
        self._known |= self.seen.look_at_decisions(engine, self._known)


WATCHER = Watcher()
"""One for each process of a run, as the engine that it watches."""
