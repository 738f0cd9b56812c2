"""`barchin coverage`: which parts of the models did scenarios pass, and what did only one of them pass?"""

from pathlib import Path
from typing import Annotated

import typer

from console.entry import AsJson, out
from console.faults import CommandError
from console.settings import read_settings
from workbench.coverage_report import Report, coverage_page, report
from workbench.features.files import read_features
from workbench.models import Models, read
from workbench.runs import KEPT, ROOT, read_runs

Under = Annotated[float, typer.Option("--fail-under", metavar="PERCENT", help="Fail below, of any kind.")]
Without = Annotated[list[str] | None, typer.Option("--without", metavar="SCENARIO", help="Leave it out.")]


def coverage(*, fail_under: Under = 0, without: Without = None, as_json: AsJson = False) -> None:
    """Write build/coverage/coverage.html and .json from the last run of each scenario."""
    models_folder = read_settings().models
    models = read(models_folder)
    found = _report(models, models_folder, frozenset(without or ()))
    page = coverage_page(found, models, models_folder / "pictures")
    written = {"coverage.html": page, "coverage.json": found.model_dump_json(indent=1)}
    for name, text in written.items():
        (KEPT.parent / name).write_text(text, "utf-8")
    if as_json:
        out.print_json(found.model_dump_json())
    else:
        _tell(found)
    if found.percent < fail_under:
        raise typer.Exit(1)


def _report(models: Models, folder: Path, without: frozenset[str]) -> Report:
    """The coverage, without these scenarios; `CommandError` where none has run or one is not known."""
    kept = read_runs(folder, KEPT)
    if not kept.runs:
        raise CommandError("No scenario has run on the models as they are. Run them with: make features")
    if unknown := without - {run.scenario for run in kept.runs}:
        raise CommandError(f"No scenario that has run is called «{min(unknown)}».")
    return report(models, read_features(ROOT / "features"), kept.without(without))


def _tell(found: Report) -> None:
    for share in found.shares:
        out.print(f"{share.percent:5.1f} %  {share.kind}: {share.passed} of {share.whole}", highlight=False)
        for part in share.missing:
            out.print(f"         missing: {part.of}: {part.id}", highlight=False)
    out.print(f"{KEPT.parent / 'coverage.html'}", highlight=False)
