"""`barchin doctor`: what keeps this installation from its work, and what is to be done about it?"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import typer
from rich.text import Text

from console import checks
from console.checks import Check, Finding, Health
from console.drawn import Secrets, read_secrets
from console.entry import REMEDIES, AsJson, now, out, records_database, sentence
from console.settings import Settings, read_settings
from domain.agreement_file import load

COLOURS = {Health.GOOD: "green", Health.WARNING: "yellow", Health.BAD: "red"}


def doctor(*, as_json: AsJson = False) -> None:
    """Look at everything. Exit code 1: something is bad."""
    findings = list(examine(read_settings()))
    if as_json:
        out.print_json(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            out.print(_line(finding), highlight=False)
    raise typer.Exit(any(finding.health is Health.BAD for finding in findings))


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything that can be looked at; what cannot be reached is a finding of its own."""
    yield from _told("agreement", lambda: checks.agreement(load(settings.agreement), now()))
    yield from _told("database", lambda: _records(settings))
    yield from _told("engine", lambda: _engine(settings, read_secrets(settings.home)))
    yield from checks.texts(settings)


def _records(settings: Settings) -> Iterator[Finding]:
    with records_database(settings) as database:
        yield Finding("database", Health.GOOD, "answers")
        yield from checks.ledger(database)
        yield from checks.dues(database, now())


def _engine(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    for check in (checks.rights, checks.models, checks.incidents, checks.staff):
        yield from check(settings, secrets)


def _told(what: str, check: Check) -> Iterator[Finding]:
    """The findings of the check, up to the fault that ends it."""
    try:
        yield from check()
    except tuple(REMEDIES) as fault:
        yield Finding(what, Health.BAD, sentence(fault).removesuffix("."))


def _line(finding: Finding) -> Text:
    colour = COLOURS[finding.health]
    return Text.assemble(
        (f"{finding.health:8}", colour), f"{finding.what}: {finding.says}. {finding.remedy}".strip()
    )
