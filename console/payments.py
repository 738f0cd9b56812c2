"""`barchin import payments`: the bank's file of a day, against what the bank told by its calls."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cases.bank_statement import Act, Comparison, import_payments
from cases.context import Context
from console.entry import AsJson, now, out, records_database
from console.logs import log_as_json
from console.problem_table import refuse
from console.settings import read_settings
from domain.agreement import Agreement
from domain.agreement_file import load
from domain.persian import digits
from gateways.payment_file import read_payments
from gateways.table_file import TableError
from records.database import Database

PaymentFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="UTF-8 CSV, one payment a line, then the total.")
]


def payments(file: PaymentFile, *, as_json: AsJson = False) -> None:
    """Post the payments of FILE that were not told yet; exit code 1 where file and calls differ."""
    settings = read_settings()
    try:
        filed = read_payments(file)
    except TableError as error:
        refuse(error, "هیچ پرداختی وارد نشد", as_json=as_json)
    agreement = load(settings.agreement)
    with records_database(settings) as database, log_as_json():
        found = import_payments(_acts(database, agreement, settings.public_url), filed)
    _tell(found, as_json=as_json)
    if not found.agrees:
        raise typer.Exit(1)


def _acts(database: Database, agreement: Agreement, public_url: str) -> Act:
    @contextmanager
    def act() -> Iterator[Context]:
        with database.transaction() as records:
            yield Context(records, agreement, now(), public_url)

    return act


def _tell(found: Comparison, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps(asdict(found) | {"imported": len(found.posted), "problems": []}))
        return
    posted, known = digits(len(found.posted)), digits(len(found.known))
    out.print(f"{posted} پرداخت وارد شد؛ {known} پرداخت پیش‌تر رسیده بود.")
    for title, references in (
        ("با آنچه بانک پیش‌تر خبر داده بود یکی نیست", found.differing),
        ("بانک خبر آن را داده بود و در فایل نیست", found.missing),
    ):
        for reference in references:
            out.print(f"شماره پیگیری {reference}: {title}.", highlight=False)
