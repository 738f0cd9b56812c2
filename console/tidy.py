"""`barchin tidy`: takes people's data out of requests whose time is over; says first what it would do."""

import json
from typing import Annotated

import typer

import cases.tidy
from console.entry import AsJson, now, out, records_database
from console.logs import log_as_json
from console.settings import read_settings
from domain.agreement_file import load
from domain.persian import TEHRAN

Yes = Annotated[bool, typer.Option("--yes", help="Do it; without this only what is due is told.")]


def tidy(*, yes: Yes = False, as_json: AsJson = False) -> None:
    """Take out what agreement/retention.toml lets nobody keep longer; ledger and certificate numbers stay."""
    settings = read_settings()
    agreement = load(settings.agreement)
    with records_database(settings) as database, log_as_json():
        with database.transaction() as records:
            due = cases.tidy.find_due(records, agreement, now().astimezone(TEHRAN).date())
        changed = cases.tidy.tidy(database, agreement, now) if yes else {}
    if as_json:
        told = {"due": due.outcomes, "held": due.held, "changed": changed}
        out.print_json(json.dumps(told))
        return
    for outcome, count in sorted(due.outcomes.items()):
        out.print(f"{outcome:20}{count}", highlight=False)
    out.print(f"{len(due.codes)} requests are due; {due.held} more still owe money or a message.")
    out.print(
        f"{sum(changed.values())} rows were changed."
        if yes
        else "Nothing was changed. To do it: barchin tidy --yes"
    )
