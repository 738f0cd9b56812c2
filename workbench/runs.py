"""What did the last run of each scenario show: did it pass, and which way did it go through the models?

The test run keeps it in `build/coverage`; what was seen of other models than today's is forgotten.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from domain.model import Frozen
from engine.deployer import read_models
from workbench.coverage import Seen
from workbench.features.files import Feature, Scenario

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "coverage" / "scenarios.json"

Outcome = Literal["passed", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed")
Key = tuple[str, str, str]
Parts = tuple[tuple[str, str], ...]


class Run(Frozen):
    """The last run of a scenario, or of one of its examples; `feature` is the name of its file."""

    feature: str
    scenario: str
    example: str = ""
    outcome: Outcome
    seconds: float
    ended: datetime
    nodes: Parts = ()
    flows: Parts = ()
    rules: Parts = ()

    @property
    def key(self) -> Key:
        """What no two scenarios and examples have in common."""
        return self.feature, self.scenario, self.example

    def together_with(self, other: "Run") -> "Run":
        """This run and that of another example of the scenario, as one; it passed where both did."""
        seen = seen_by((self, other))
        together = {
            "example": "",
            "outcome": max(self.outcome, other.outcome, key=OUTCOMES.index),
            "seconds": self.seconds + other.seconds,
            "ended": max(self.ended, other.ended),
            "nodes": tuple(sorted(seen.nodes)),
            "flows": tuple(sorted(seen.flows)),
            "rules": tuple(sorted(seen.rules)),
        }
        return self.model_copy(update=together)

    @property
    def seen(self) -> Seen:
        """The way that it went."""
        return Seen(set(self.nodes), set(self.flows), set(self.rules))


class Runs(Frozen):
    """The last runs, one an example; `models` says by a hash which models they ran on."""

    models: str
    runs: tuple[Run, ...] = ()

    def with_newer(self, newer: Iterable[Run]) -> "Runs":
        """The same with these runs in the place of earlier ones of their scenarios."""
        latest = {run.key: run for run in (*self.runs, *newer)}
        return self.model_copy(update={"runs": tuple(latest[key] for key in sorted(latest))})

    def without(self, scenarios: Collection[str]) -> "Runs":
        """The same without the runs of these scenarios."""
        left = tuple(run for run in self.runs if run.scenario not in scenarios)
        return self.model_copy(update={"runs": left})

    def of(self, feature: Feature, scenario: Scenario) -> Run | None:
        """The last runs of the examples that the scenario has today, as one; None if it never ran."""
        keys = ((feature.path.stem, scenario.name, example) for example in scenario.example_names)
        known = {run.key: run for run in self.runs}
        found = [known[key] for key in keys if key in known]
        return reduce(Run.together_with, found) if found else None


def seen_by(runs: Iterable[Run]) -> Seen:
    """What all these runs saw together."""
    seen = Seen()
    for run in runs:
        seen.add(run.seen)
    return seen


def read_runs(models: Path, kept: Path) -> Runs:
    """What is kept of runs on the models as they are now; nothing of other models, or of an older format."""
    present = fingerprint(models)
    try:
        runs = Runs.model_validate_json(kept.read_bytes())
    except (FileNotFoundError, ValidationError):
        return Runs(models=present)
    return runs if runs.models == present else Runs(models=present)


def keep(runs: Runs, kept: Path) -> None:
    """Writes it for the next reader, who never finds half of it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(".fresh")
    fresh.write_text(runs.model_dump_json(), "utf-8")
    fresh.replace(kept)


def fingerprint(models: Path) -> str:
    """A hash of all that is deployed together."""
    files = read_models(models)
    return sha256(
        b"\0".join(part for name in sorted(files) for part in (name.encode(), files[name]))
    ).hexdigest()
