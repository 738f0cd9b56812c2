"""How does each clause of the agreement live: in models, scenarios, figures and code?

Nothing is written here by hand: elements name their clauses, features are tagged, docstrings cite.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.agreement import Agreement, ClauseText
from workbench.citations import Citation
from workbench.drawings import Box, Drawing, enclosing
from workbench.features.files import Feature
from workbench.figures import Value, values
from workbench.models import Models
from workbench.pages import page
from workbench.processes import Element, Process
from workbench.runs import Outcome, Run, Runs

MARGIN, LEAST_WIDTH, LEAST_HEIGHT = 45, 760, 230  # in the drawings' units


@dataclass(frozen=True)
class Place:
    """Where a process carries out a clause: the elements that name it, and the cut of its drawing."""

    process: Process
    elements: tuple[Element, ...]
    marks: tuple[Box, ...]
    cut: Box


@dataclass(frozen=True)
class Evidence:
    """A scenario under the clause and its last run, if it ever ran."""

    name: str
    feature: str
    file: str
    line: int
    run: Run | None

    @property
    def outcome(self) -> Outcome | None:
        """How it went the last time."""
        return self.run.outcome if self.run else None


@dataclass(frozen=True)
class Clause:
    """A clause with all that carries it out, shows it or quotes it."""

    text: ClauseText
    places: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    values: tuple[Value, ...]
    citations: tuple[Citation, ...]

    @property
    def elements(self) -> int:
        """How many elements of the models carry it out."""
        return sum(len(place.elements) for place in self.places)


@dataclass(frozen=True)
class Living:
    """What the page is made from."""

    agreement: Agreement
    models: Models
    features: Sequence[Feature]
    runs: Runs
    citations: Sequence[Citation]
    drawings: Sequence[Drawing]

    def clauses(self, now: datetime) -> Iterator[Clause]:
        """The clauses in their order."""
        said = list(values(self.agreement, now.date()))
        for clause_id, text in self.agreement.clauses.items():
            yield Clause(
                text=text,
                places=tuple(self._places(clause_id)),
                evidence=tuple(self._evidence(clause_id)),
                values=tuple(one for one in said if clause_id in one.clauses),
                citations=tuple(one for one in self.citations if clause_id in one.clauses),
            )

    def _places(self, clause: str) -> Iterator[Place]:
        for drawing in self.drawings:
            process = self.models.processes[drawing.name]
            elements = tuple(element for element in process if clause in element.clauses)
            if elements:
                marks = tuple(drawing.boxes[element.id] for element in elements)
                cut = enclosing(marks).around(MARGIN).at_least(LEAST_WIDTH, LEAST_HEIGHT)
                yield Place(process, elements, marks, cut.within(drawing.frame))

    def _evidence(self, clause: str) -> Iterator[Evidence]:
        for one in self.features:
            for rule in one.rules:
                for scenario in rule.scenarios if clause in rule.clauses else ():
                    run = self.runs.of(one, scenario)
                    yield Evidence(scenario.name, one.name, one.path.name, scenario.line, run)


def agreement_page(living: Living, now: datetime) -> str:
    """One HTML page in Persian, with all pictures and its style in it."""
    return page(
        "agreement.html",
        agreement=living.agreement,
        clauses=list(living.clauses(now)),
        drawings=living.drawings,
        frames={one.name: one.frame for one in living.drawings},
        now=now,
        workers={module_of(element): element.name for element in living.models.elements() if element.topic},
    )


def module_of(element: Element) -> str:
    """The module of the worker that carries out the element, as a path."""
    return f"workers/{element.process}/{element.topic}.py".replace("-", "_")
