"""Which rules are there, and what do they find in the files of a folder?"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from domain.agreement import Agreement
from engine.deployer import KINDS
from engine.topics import Topic
from workbench.check import (
    bindings,
    calls,
    clauses,
    decisions,
    engine_settings,
    errors,
    events,
    form_fields,
    form_files,
    gateways,
    markup,
    messages,
    names,
    notices,
    references,
    supervision,
    topics,
    user_tasks,
    variables,
    waits,
    ways,
    wording,
)
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.whole import faults_of_files

Rule = Callable[[Plan], Iterator[Finding]]

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    markup.RULES,
    references.RULES,
    engine_settings.RULES,
    topics.RULES,
    calls.RULES,
    variables.RULES,
    errors.RULES,
    messages.RULES,
    gateways.RULES,
    ways.RULES,
    events.RULES,
    bindings.RULES,
    user_tasks.RULES,
    supervision.RULES,
    waits.RULES,
    form_files.RULES,
    form_fields.RULES,
    decisions.RULES,
    clauses.RULES,
    notices.RULES,
    names.RULES,
    wording.RULES,
)
"""In the order in which an analyst had best mend what they find."""


def check_folder(folder: Path, workers: Mapping[str, Topic], agreement: Agreement) -> list[Finding]:
    """All findings about the models of the folder; none where they may be deployed."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return check({one.name: one.read_bytes() for one in paths if one.suffix in KINDS}, workers, agreement)


def check(files: Mapping[str, bytes], workers: Mapping[str, Topic], agreement: Agreement) -> list[Finding]:
    """All findings about these files; where one cannot be read, only that is told."""
    if unreadable := list(faults_of_files(files)):
        return unreadable
    plan = Plan.of(files, workers, agreement)
    return [finding for family in FAMILIES for rule in family for finding in rule(plan)]
