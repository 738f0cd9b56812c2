"""Which scenario passed which part of the models, which parts did only one of them pass, and which none?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from domain.model import Frozen
from workbench.coverage import Part, Seen, coverage
from workbench.decisions import Decision
from workbench.drawings import Drawing, read_drawings
from workbench.features.files import Feature, Rule, Scenario
from workbench.models import Models
from workbench.pages import page
from workbench.processes import Flow, Process
from workbench.runs import Outcome, Run, Runs, seen_by

Kind = Literal["node", "flow", "rule"]
Key = tuple[Kind, str, str]

TITLES = {
    "nodes": "گره‌ها",
    "flows": "جریان‌ها",
    "boundary events": "رویدادهای مرزی",
    "end events": "پایان‌ها",
    "decision rules": "ردیف‌های تصمیم",
    "errors": "خطاهای کسب‌وکار",
    "messages": "پیام‌ها",
}
"""The kinds of `workbench.coverage`, for whoever reads the page."""


class Named(Frozen):
    """A part of a model: in which process or decision, its id, and how people call it."""

    kind: Kind
    of: str
    id: str
    title: str

    @property
    def key(self) -> Key:
        """What no two parts have in common."""
        return self.kind, self.of, self.id


class KindShare(Frozen):
    """How much of one kind of part was passed."""

    kind: str
    title: str
    passed: int
    whole: int
    percent: float
    missing: tuple[Named, ...]


class Played(Frozen):
    """A scenario, its last run, and the parts (by their place in the list of parts) that it passed."""

    feature: str
    rule: str
    clauses: tuple[str, ...]
    name: str
    file: str
    line: int
    outcome: Outcome | None
    seconds: float
    parts: tuple[int, ...]
    alone: tuple[int, ...]


class Report(Frozen):
    """What the page shows and the JSON says."""

    ended: datetime | None
    shares: tuple[KindShare, ...]
    parts: tuple[Named, ...]
    scenarios: tuple[Played, ...]

    @property
    def percent(self) -> float:
        """The least share of all kinds."""
        return min(share.percent for share in self.shares)

    @property
    def counts(self) -> Mapping[int, int]:
        """By how many scenarios each part was passed."""
        return Counter(part for scenario in self.scenarios for part in scenario.parts)


@dataclass(frozen=True)
class Places:
    """The parts of all models and where each stands in the list of them."""

    parts: tuple[Named, ...]

    def of(self, seen: Seen) -> tuple[int, ...]:
        """The places of what was seen, as far as the models still have it."""
        keys = {(kind, *part) for kind, found in _by_kind(seen) for part in found}
        return tuple(place for place, part in enumerate(self.parts) if part.key in keys)

    def named(self, part: Part) -> Named:
        """The part as it is called."""
        return next(one for one in self.parts if (one.of, one.id) == part)


def report(models: Models, features: Sequence[Feature], runs: Runs) -> Report:
    """The coverage of the models by the last runs of the scenarios that the features have."""
    shown = [(one, rule, scenario) for one in features for rule in one.rules for scenario in rule.scenarios]
    found = [(one, rule, scenario, runs.of(one, scenario)) for one, rule, scenario in shown]
    current = [run for *_, run in found if run is not None]
    places = Places(tuple(_parts(models)))
    counts = Counter(part for run in current for part in places.of(run.seen))
    return Report(
        ended=max((run.ended for run in current), default=None),
        shares=tuple(_shares(models, seen_by(current), places)),
        parts=places.parts,
        scenarios=tuple(_played(*one, places, counts) for one in found),
    )


def _played(
    one: Feature, rule: Rule, scenario: Scenario, run: Run | None, places: Places, counts: Mapping[int, int]
) -> Played:
    parts = places.of(run.seen) if run else ()
    return Played(
        feature=one.name,
        rule=rule.title,
        clauses=rule.clauses,
        name=scenario.name,
        file=one.path.name,
        line=scenario.line,
        outcome=run.outcome if run else None,
        seconds=round(run.seconds, 1) if run else 0,
        parts=parts,
        alone=tuple(part for part in parts if counts[part] == 1),
    )


def _shares(models: Models, seen: Seen, places: Places) -> Iterator[KindShare]:
    for share in coverage(models, seen):
        yield KindShare(
            kind=share.kind,
            title=TITLES[share.kind],
            passed=share.passed,
            whole=share.whole,
            percent=share.percent,
            missing=tuple(places.named(part) for part in share.missing),
        )


def _by_kind(seen: Seen) -> Iterator[tuple[Kind, set[Part]]]:
    yield "node", seen.nodes
    yield "flow", seen.flows
    yield "rule", seen.rules


def _parts(models: Models) -> Iterator[Named]:
    for process in models.processes.values():
        for element in process:
            yield Named(kind="node", of=process.id, id=element.id, title=element.name or element.id)
        for flow in process.flows:
            yield Named(kind="flow", of=process.id, id=flow.id, title=_way(process, flow))
    for decision in models.decisions.values():
        for rule in decision.rules:
            yield Named(kind="rule", of=decision.id, id=rule.id, title=rule.note or rule.id)


def _way(process: Process, flow: Flow) -> str:
    ends = (process[flow.source], process[flow.target])
    source, target = (one.name or one.id for one in ends)
    return f"از «{source}» به «{target}»" + (f"، {flow.name}" if flow.name else "")


# The page


@dataclass(frozen=True)
class Badge:
    """A count in a drawing."""

    x: float
    y: float
    part: int
    count: int


@dataclass(frozen=True)
class Picture:
    """A process with its drawing and the counts on it."""

    process: Process
    drawing: Drawing
    badges: tuple[Badge, ...]


def coverage_page(found: Report, models: Models, pictures: Path) -> str:
    """One HTML page in Persian, with all drawings, its script and its style in it."""
    by_key = {part.key: place for place, part in enumerate(found.parts)}
    drawings = read_drawings(pictures, models.in_order)
    return page(
        "coverage.html",
        report=found,
        counts=found.counts,
        ended=found.ended,
        names=_names(models),
        pictures=[
            Picture(models.processes[one.name], one, tuple(_badges(one, by_key, found.counts)))
            for one in drawings
        ],
        decisions=[(decision, _rows(decision, by_key)) for decision in models.decisions.values()],
        data={
            "parts": [[part.of, part.id, part.title] for part in found.parts],
            "scenarios": [[one.parts, one.alone] for one in found.scenarios],
        },
    )


def _names(models: Models) -> dict[str, str]:
    """What people call each process and decision."""
    processes = {process.id: process.name for process in models.processes.values()}
    return processes | {decision.id: decision.name for decision in models.decisions.values()}


def _badges(drawing: Drawing, places: Mapping[Key, int], counts: Mapping[int, int]) -> Iterator[Badge]:
    """One at the upper right corner of each node."""
    for element_id, box in drawing.boxes.items():
        place = places.get(("node", drawing.name, element_id))
        if place is not None:
            yield Badge(box.x + box.width, box.y, place, counts.get(place, 0))


def _rows(decision: Decision, places: Mapping[Key, int]) -> list[int]:
    return [places["rule", decision.id, rule.id] for rule in decision.rules]
