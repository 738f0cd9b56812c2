"""`barchin model`: what analysts need beside the models themselves."""

from pathlib import Path
from typing import Annotated

import typer

from console.entry import TellsFaults, out
from console.office import import_workers
from console.settings import read_settings
from engine.topics import registry
from workbench.models import read
from workbench.templates import FOLDER, templates

model = typer.Typer(cls=TellsFaults, help="What analysts need beside the models themselves.")

Check = Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 where one is old.")]


@model.callback()
def group() -> None:
    """Typer takes a group with one command for the command itself, unless it has a callback."""


@model.command("templates")
def write_templates(*, check: Check = False) -> None:
    """Write the element templates of Camunda Modeler anew, one per topic of the workers."""
    import_workers()
    models = read_settings().models
    folder, wanted = models / FOLDER, templates(read(models), registry())
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
