"""`barchin import subscriptions`: the billing system's export into the register, all of it or nothing."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from console.entry import AsJson, TellsFaults, now, out, records_database
from console.settings import read_settings
from domain.persian import digits
from gateways.billing_register import Problem, RegisterError, read_register

importing = typer.Typer(cls=TellsFaults, help="Data of other systems into the records.")

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="UTF-8 CSV, one subscription a line.")
]


@importing.callback()
def _group() -> None:
    # Without it the one command would lose its name.
    pass


@importing.command()
def subscriptions(file: File, *, as_json: AsJson = False) -> None:
    """Replace the subscriptions that FILE describes; with any problem in it, none of them."""
    settings = read_settings()
    try:
        connections = read_register(file)
    except RegisterError as error:
        _refuse(error, as_json=as_json)
    with records_database(settings) as database, database.transaction() as records:
        records.connections.replace(connections, now())
    _accept(len(connections), as_json=as_json)


def _accept(count: int, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps({"imported": count, "problems": []}))
    else:
        out.print(f"{digits(count)} اشتراک وارد شد.")


def _refuse(error: RegisterError, *, as_json: bool) -> None:
    if as_json:
        problems = [asdict(problem) for problem in error.problems]
        out.print_json(json.dumps({"imported": 0, "problems": problems}, ensure_ascii=False))
    else:
        out.print("هیچ اشتراکی وارد نشد؛ این‌ها را در فایل درست کنید:")
        out.print(_table(error.problems))
    raise typer.Exit(1)


def _table(problems: tuple[Problem, ...]) -> Table:
    table = Table()
    for title, is_code in (("سطر", True), ("ستون", True), ("کد", True), ("ایراد", False), ("چاره", False)):
        table.add_column(title, no_wrap=is_code)
    for problem in problems:
        line, field = digits(problem.line), problem.field or "—"
        table.add_row(line, field, problem.code, problem.message, problem.remedy)
    return table
