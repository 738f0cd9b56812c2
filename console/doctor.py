"""`barchin doctor`: what keeps this installation from its work, and what is to be done about it?"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict

import typer
from rich.text import Text

from console.checks import agreement, engine, providers, records
from console.checks.finding import Finding, Health, bad
from console.checks.patient import Patient
from console.entry import REMEDIES, AsJson, out, sentence
from console.settings import read_settings
from engine.gate import describe

Look = Callable[[Patient], Iterator[Finding]]

PARTS: tuple[tuple[str, Look, tuple[Look, ...]], ...] = (
    (
        "agreement",
        agreement.loads,
        (agreement.in_force, agreement.holidays, agreement.tariff, agreement.examples),
    ),
    (
        "database",
        records.answers,
        (
            records.clock,
            records.ledger,
            records.bank,
            records.ends,
            records.unmatched,
            records.payouts,
            records.outbox,
            records.bells,
        ),
    ),
    (
        "engine",
        engine.answers,
        (engine.closed, engine.clock, engine.rights, engine.models, engine.incidents, engine.staff),
    ),
    ("providers", providers.texts, (providers.second_texts, providers.billing, providers.money)),
)
"""Of each part first whether it is there at all; without it there is nothing more to look at."""

COLOURS = {Health.GOOD: "green", Health.WARNING: "yellow", Health.BAD: "red"}


def doctor(*, as_json: AsJson = False) -> None:
    """Look at everything. Exit code 1: something is bad."""
    with closing(Patient(read_settings())) as patient:
        findings = list(examine(patient))
    if as_json:
        out.print_json(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            out.print(_line(finding), highlight=False)
    raise typer.Exit(any(finding.health is Health.BAD for finding in findings))


def examine(patient: Patient) -> Iterator[Finding]:
    """Everything that can be looked at; what cannot be looked at is a finding of its own."""
    for part, first, others in PARTS:
        found = list(_told(part, first, patient))
        yield from found
        if all(finding.health is not Health.BAD for finding in found):
            for look in others:
                yield from _told(look.__name__, look, patient)


def _told(what: str, look: Look, patient: Patient) -> Iterator[Finding]:
    """The findings of the check, up to the fault that ends it."""
    try:
        yield from look(patient)
    except tuple(REMEDIES) as fault:
        yield bad(what, sentence(fault).removesuffix("."), "")
    except Exception as fault:  # noqa: BLE001  a check that fails is a finding, and the others go on
        yield bad(what, f"could not be looked at ({describe(fault)})", "")


def _line(finding: Finding) -> Text:
    colour = COLOURS[finding.health]
    return Text.assemble(
        (f"{finding.health:8}", colour), f"{finding.what}: {finding.says}. {finding.remedy}".strip()
    )
