"""`barchin check`: do the models fit the workers, the forms, the clauses and the engine?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from console.entry import AsJson, out
from console.office import import_workers
from console.settings import read_settings
from domain.agreement_file import load
from engine.topics import registry
from workbench.check.families import check_folder
from workbench.check.finding import Finding

Folder = Annotated[Path | None, typer.Option("--models", help="Another folder than that of the settings.")]


def check(*, models: Folder = None, as_json: AsJson = False) -> None:
    """Compare models, workers, forms, clauses and engine; exit code 1 where something does not fit."""
    found = findings(models or read_settings().models)
    if as_json:
        out.print_json(data=[finding.as_row() for finding in found])
    else:
        show(found)
    if found:
        raise typer.Exit(1)


def findings(folder: Path) -> list[Finding]:
    """What does not fit in the folder; needs no engine and no records."""
    import_workers()
    return check_folder(folder, registry(), load(read_settings().agreement))


def show(found: list[Finding]) -> None:
    """The findings for an analyst to read."""
    table = Table("پرونده", "عنصر", "ایراد", "چاره", show_lines=True)
    for one in found:
        table.add_row(one.file, f"{one.name}\n{one.element}".strip(), one.what, f"{one.remedy}\n{one.more}")
    out.print(table if found else "مدل‌ها ایرادی ندارند.")
