"""`barchin model`: what analysts need beside the models themselves."""

from pathlib import Path
from typing import Annotated

import typer

from console.entry import TellsFaults, out
from console.office import worker_topics
from console.settings import read_settings
from console.tools import run_tool
from workbench.models import read
from workbench.templates import FOLDER, templates

model = typer.Typer(cls=TellsFaults, help="What analysts need beside the models themselves.")

Check = Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 where one is old.")]
Modeler = Annotated[
    Path | None,
    typer.Option(
        "--modeler", metavar="DIR", help="A folder for Camunda Modeler: templates, lint rules, tokens."
    ),
]
Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Only these; otherwise all.")]


@model.command("render")
def render(files: Files = None) -> None:
    """Draw models, decisions and forms anew as PNG and SVG, into the folder `pictures` beside them."""
    run_tool(read_settings().models, "render", *(str(file.resolve()) for file in files or ()))


@model.command("templates")
def write_templates(*, check: Check = False, modeler: Modeler = None) -> None:
    """Write the element templates of Camunda Modeler anew, one per topic of the workers."""
    if check and modeler:
        message = "--check changes nothing, --modeler writes a folder: one of both"
        raise typer.BadParameter(message)
    models = read_settings().models
    wanted = templates(read(models), worker_topics())
    if modeler is None:
        renew(models / FOLDER, wanted, check=check)
    else:
        furnish(modeler, models, wanted)


def furnish(modeler: Path, models: Path, wanted: dict[str, str]) -> None:
    """A folder of data for Camunda Modeler with our templates and plug-ins; leaves what else is in it."""
    write(modeler / "resources" / "element-templates" / "barchin", wanted)
    run_tool(models, "modeler", str(modeler / "resources" / "plugins"))
    out.print(f"Start Camunda Modeler with: --user-data-dir={modeler.resolve()}", highlight=False)


def renew(folder: Path, wanted: dict[str, str], *, check: bool) -> None:
    """Says which templates in the folder were old, and writes them unless it only checks."""
    old = stale(folder, wanted)
    if not check:
        write(folder, wanted)
    for name in old:
        out.print(f"{name} {'is old; run `barchin model templates`' if check else 'written anew'}")
    if check and old:
        raise typer.Exit(1)


def stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    """The files that are missing, say something else, or belong to no topic any more."""
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def write(folder: Path, wanted: dict[str, str]) -> None:
    """Leaves the wanted files in the folder, and no others of their kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, "utf-8")
