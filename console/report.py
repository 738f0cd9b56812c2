"""`barchin report`: pages about the agreement and how it is kept, made from what there is."""

from pathlib import Path

import typer

from console.entry import TellsFaults, now, out
from console.settings import read_settings
from domain.agreement_file import load
from workbench.agreement_report import Living, agreement_page
from workbench.citations import citations
from workbench.drawings import read_drawings
from workbench.features.files import read_features
from workbench.models import read
from workbench.runs import KEPT, ROOT, read_runs

PAGE = KEPT.parent / "agreement.html"

report = typer.Typer(cls=TellsFaults, help="Pages about the agreement and how it is kept.")


@report.callback()
def reports() -> None:
    """Each report is a command of its own."""


@report.command("agreement")
def agreement() -> None:
    """Write build/coverage/agreement.html: each clause with its models, scenarios, figures and code."""
    settings = read_settings()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(agreement_page(_living(settings.models, settings.agreement), now()), "utf-8")
    out.print(str(PAGE), highlight=False)


def _living(models_folder: Path, agreement_folder: Path) -> Living:
    models = read(models_folder)
    return Living(
        agreement=load(agreement_folder),
        models=models,
        features=read_features(ROOT / "features"),
        runs=read_runs(models_folder, KEPT),
        citations=tuple(citations(ROOT)),
        drawings=read_drawings(models_folder / "pictures", models.in_order),
    )
