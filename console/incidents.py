"""`barchin incidents`: which tasks cannot go on by themselves, why, and what is to be done about each?"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Annotated, Final

import typer
from lxml import etree

from console.drawn import read_secrets
from console.engines import engine_for
from console.entry import AsJson, TellsFaults, out
from console.faults import CommandError
from console.settings import read_settings
from domain.persian import moment, normalise
from engine.client import Engine, Incident

incidents = typer.Typer(cls=TellsFaults, help="Tasks that cannot go on by themselves.")

Which = Annotated[
    list[str] | None, typer.Argument(help="Tracking codes, or ids of tasks as they are listed.")
]
All = Annotated[bool, typer.Option("--all", help="Every one that is listed.")]

TRIES: Final = 3
"""As often as a task is tried that comes for the first time."""

CAUSE: Final = re.compile(r"(?P<cause>\w+) at (?P<place>\S+?)(?:: (?P<says>.*))?", re.DOTALL)
"""How a worker tells a fault: `engine.gate.describe`."""

REMEDIES: Final[Mapping[str, str]] = {
    "MissingFigure": "Enter the figure in agreement/, restart barchin work, then retry.",
    "InvalidInput": "Model and worker do not fit: compare the model with the worker's Input, deploy, retry.",
    "ValidationError": "A stored value does not fit this version: mend it, or go back to the older one.",
    "Unknown": "A record is missing: see the case page. The connection comes by barchin import; then retry.",
    "LookupError": "See the case page: the step came in a state it does not expect. Mend that, then retry.",
    "OperationalError": "The database was away. See barchin doctor, then retry.",
    "DatabaseAway": "The database was away. See barchin doctor, then retry.",
    "EngineAway": "The engine was away. See barchin doctor, then retry.",
    "EngineError": "The engine refused: see barchin doctor and the log of barchin work, then retry.",
    "Poison": "Do what the sentence says, then retry.",
}
UNKNOWN_CAUSE: Final = "Look for the task's id in the log of barchin work, mend the cause, then retry."
OF_A_JOB: Final = (
    "See the engine's log at that time. Where a model is the cause, deploy a better one; then retry."
)


@dataclass(frozen=True)
class Standstill:
    """A task or timer that an operator must help; it names no person."""

    tracking_code: str
    step: str
    task: str
    kind: str
    since: str
    cause: str
    says: str
    remedy: str


class Standstills:
    """All of them, as the engine knows them now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names: dict[str, Mapping[str, str]] = {}

    @cached_property
    def all(self) -> list[Standstill]:
        """In the order in which they came; echoes in calling processes are left out."""
        found = [one for one in self._engine.incidents() if one.root == one.id]
        codes = self._engine.business_keys([one.process_instance_id or "" for one in found])
        found.sort(key=lambda one: str(one.since))
        return [self._told(one, codes.get(one.process_instance_id or "", "")) for one in found]

    def chosen(self, which: list[str]) -> list[Standstill]:
        """Those of these cases and tasks; `CommandError` names one of which there is none."""
        for name in map(normalise, which):
            if not any(name in (one.tracking_code, one.task) for one in self.all):
                raise CommandError(f"Nothing stands still under {name}. List what does: barchin incidents")
        names = set(map(normalise, which))
        return [one for one in self.all if {one.tracking_code, one.task} & names]

    def retry(self, one: Standstill) -> None:
        """Lets it be tried again; what was not mended comes back as an incident."""
        if one.kind == "failedExternalTask":
            self._engine.set_retries(one.task, TRIES)
        else:
            self._engine.set_job_retries(one.task, 1)

    def _told(self, one: Incident, code: str) -> Standstill:
        cause, says, remedy = _read_cause(one)
        return Standstill(
            tracking_code=code,
            step=self._step(one),
            task=one.subject or "",
            kind=one.kind,
            since=moment(one.since) if one.since else "",
            cause=cause,
            says=says,
            remedy=remedy,
        )

    def _step(self, one: Incident) -> str:
        """The step's Persian name in the very version of the model in which it stands still."""
        definition, activity = one.process_definition_id or "", one.activity_id or ""
        if definition not in self._names:
            self._names[definition] = dict(_names(self._engine.model(definition)))
        return self._names[definition].get(activity, activity)


@incidents.callback(invoke_without_command=True)
def show(context: typer.Context, *, as_json: AsJson = False) -> None:
    """List what stands still. Exit code 1: there is something."""
    if context.invoked_subcommand is not None:
        return
    found = _standstills().all
    if as_json:
        out.print_json(json.dumps([asdict(one) for one in found]), ensure_ascii=False)
    else:
        for one in found:
            _print(one)
        out.print(f"{len(found)} tasks stand still." if found else "Nothing stands still.")
    raise typer.Exit(bool(found))


@incidents.command()
def retry(which: Which = None, *, everything: All = False, as_json: AsJson = False) -> None:
    """Try again: these cases or tasks, or all."""
    if bool(which) == everything:
        raise CommandError("Say which: tracking codes or task ids, or --all.")
    standstills = _standstills()
    chosen = standstills.all if everything else standstills.chosen(which or [])
    for one in chosen:
        standstills.retry(one)
    if as_json:
        out.print_json(json.dumps({"retried": [one.task for one in chosen]}))
    else:
        out.print(f"{len(chosen)} tasks are tried again. See in a minute what is left: barchin incidents")


def _standstills() -> Standstills:
    settings = read_settings()
    return Standstills(engine_for("operator", settings, read_secrets(settings.home)))


def _print(one: Standstill) -> None:
    rows = (
        ("request", one.tracking_code),
        ("step", one.step),
        ("since", one.since),
        ("cause", f"{one.cause}: {one.says}" if one.says else one.cause),
        ("remedy", one.remedy),
        ("task", one.task),
    )
    for label, value in rows:
        out.print(f"{label:9}{value}", markup=False, highlight=False)
    out.print()


def _read_cause(one: Incident) -> tuple[str, str, str]:
    """Class, the operator's sentence, and what to do."""
    if one.kind != "failedExternalTask":
        return one.kind, one.message or "", OF_A_JOB
    told = CAUSE.fullmatch(one.message or "")
    if told is None:
        return one.message or "", "", UNKNOWN_CAUSE
    says = told["says"] or f"at {told['place']}"
    return told["cause"], says, REMEDIES.get(told["cause"], UNKNOWN_CAUSE)


def _names(model: bytes) -> Iterator[tuple[str, str]]:
    for element in etree.fromstring(model).iter():
        if element.get("id") and element.get("name"):
            yield str(element.get("id")), str(element.get("name"))
