"""`barchin import subscriptions`: the billing system's export into the register, all of it or nothing."""

import json
from pathlib import Path
from typing import Annotated

import typer

from console.entry import AsJson, TellsFaults, now, out, records_database
from console.payments import payments
from console.problem_table import refuse
from console.settings import read_settings
from domain.persian import digits
from gateways.billing_register import read_register
from gateways.table_file import TableError

importing = typer.Typer(cls=TellsFaults, help="Data of other systems into the records.")

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="UTF-8 CSV, one subscription a line.")
]


importing.command()(payments)


@importing.command()
def subscriptions(file: File, *, as_json: AsJson = False) -> None:
    """Replace the subscriptions that FILE describes; with any problem in it, none of them."""
    settings = read_settings()
    try:
        connections = read_register(file)
    except TableError as error:
        refuse(error, "هیچ اشتراکی وارد نشد", as_json=as_json)
    with records_database(settings) as database, database.transaction() as records:
        records.connections.replace(connections, now())
    _accept(len(connections), as_json=as_json)


def _accept(count: int, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps({"imported": count, "problems": []}))
    else:
        out.print(f"{digits(count)} اشتراک وارد شد.")
