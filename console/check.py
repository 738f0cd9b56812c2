"""`barchin check`: do the models fit the workers, the forms, the clauses and the engine?"""

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from console.entry import AsJson, out
from console.office import worker_topics
from console.settings import Settings, read_settings
from domain.agreement_file import load
from domain.persian import digits
from workbench.check.families import check_folder
from workbench.check.finding import Finding

Folder = Annotated[Path | None, typer.Option("--models", help="Another folder than that of the settings.")]


def check(*, models: Folder = None, as_json: AsJson = False) -> None:
    """Compare models, workers, forms, clauses and engine; exit code 1 where something does not fit."""
    found = findings(read_settings(), models)
    if as_json:
        out.print_json(data=[finding.as_row() for finding in found])
    else:
        show(found)
    if found:
        raise typer.Exit(1)


def findings(settings: Settings, folder: Path | None = None) -> list[Finding]:
    """What does not fit in the folder, or in that of the settings; needs no engine and no records."""
    return check_folder(folder or settings.models, worker_topics(), load(settings.agreement))


def show(found: list[Finding]) -> None:
    """The findings for an analyst to read, a table for each file."""
    for file, of_file in groupby(sorted(found, key=attrgetter("file")), key=attrgetter("file")):
        out.print(table(file, list(of_file)))
    out.print(f"{digits(len(found))} ایراد" if found else "مدل‌ها ایرادی ندارند.")


def table(file: str, found: list[Finding]) -> Table:
    """Where, and what to do; no narrower than the longest link, so that it stays one that can be followed."""
    shown = Table(title=file, title_justify="left", show_lines=True)
    shown.add_column("عنصر", max_width=26, overflow="fold")
    shown.add_column("ایراد و چاره", min_width=max(len(one.more) for one in found))
    for one in found:
        shown.add_row(
            Text(f"{one.name}\n{one.element}".strip()), Text(f"{one.what}\n{one.remedy}\n{one.more}")
        )
    return shown
