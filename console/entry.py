"""How does a sub-command come to its office, and how does a fault reach the person who typed the command?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from sqlalchemy.exc import OperationalError
from typer.core import TyperGroup

from console.drawn import Secrets, read_secrets
from console.faults import CommandError
from console.machine import RECORDS, local_postgres
from console.office import Office
from console.settings import Settings, read_settings
from domain.agreement_file import AgreementError, load
from domain.persian import TEHRAN
from domain.refusals import MissingFigure
from engine.client import EngineAway, EngineError
from engine.deployer import IncompleteDeployment
from engine.start import StartError
from records.database import Database, DatabaseAway

AsJson = Annotated[bool, typer.Option("--json", help="For a program to read.")]

out = Console(soft_wrap=True)
complaints = Console(stderr=True, soft_wrap=True)

REMEDIES: dict[type[Exception], str] = {
    CommandError: "",
    StartError: "",
    IncompleteDeployment: "Look at these files in Camunda Modeler.",
    AgreementError: "Nothing was changed.",
    EngineAway: "Start it with: barchin up --engine-only. Or name another with BARCHIN_ENGINE.",
    EngineError: "See that its accounts are ours: barchin access provision. Then ask: barchin doctor.",
    DatabaseAway: "Start it, or correct BARCHIN_DATABASE.",
    OperationalError: "Start it, or correct BARCHIN_DATABASE.",
    MissingFigure: "Enter it in agreement/tariff.toml.",
    FileNotFoundError: "Correct BARCHIN_MODELS.",
}
"""Faults that a person at the keyboard can do something about, and what."""


class TellsFaults(TyperGroup):
    """A command whose known faults end it with one sentence, and with exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Tells the fault, if it is a known one."""
        try:
            return super().invoke(ctx)
        except tuple(REMEDIES) as fault:
            complaints.print(sentence(fault), style="red", markup=False, highlight=False)
            raise typer.Exit(1) from None


def sentence(fault: Exception) -> str:
    """What went wrong and what to do about it; shows no secret and nobody's data."""
    remedy = next(remedy for kind, remedy in REMEDIES.items() if isinstance(fault, kind))
    return f"{_said(fault)} {remedy}".strip()


def _said(fault: Exception) -> str:
    match fault:
        case OperationalError():
            return "The records' database does not answer."
        case DatabaseAway():
            return f"The records' database cannot be reached at {fault}."
        case AgreementError():
            return f"{fault}."
    text = str(fault)
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def now() -> datetime:
    """The real clock."""
    return datetime.now(TEHRAN)


@contextmanager
def records_database(settings: Settings) -> Iterator[Database]:
    """The records of this installation, their tables up to date."""
    database = Database(records_address(settings))
    try:
        database.upgrade()
        yield database
    finally:
        database.close()


@contextmanager
def open_office() -> Iterator[Office]:
    """The office that settings and drawn secrets describe, on the real clock."""
    settings = read_settings()
    with furnished(settings, read_secrets(settings.home)) as office:
        yield office


@contextmanager
def furnished(settings: Settings, secrets: Secrets) -> Iterator[Office]:
    """The office of these settings, on the real clock."""
    agreement = load(settings.agreement)
    with records_database(settings) as database:
        yield Office(settings, secrets, database, agreement, now)


def records_address(settings: Settings) -> str:
    """Where the records are, for SQLAlchemy; raises `StartError` where there are none."""
    if settings.database is not None:
        return settings.database.get_secret_value()
    try:
        return local_postgres(settings).url(RECORDS)
    except FileNotFoundError:
        message = f"There is no database in {settings.home}. Start one with: barchin up --engine-only"
        raise StartError(f"{message}. Or name another with BARCHIN_DATABASE.") from None
