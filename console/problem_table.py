"""How is a file that was not taken told to the person who has to mend it?"""

import json
from dataclasses import asdict
from typing import NoReturn

import typer
from rich.table import Table

from console.entry import out
from domain.persian import digits
from gateways.table_file import Problem, TableError


def refuse(error: TableError, nothing: str, *, as_json: bool) -> NoReturn:
    """Shows every problem and ends the command with exit code 1; `nothing` says what was not imported."""
    if as_json:
        problems = [asdict(problem) for problem in error.problems]
        out.print_json(json.dumps({"imported": 0, "problems": problems}, ensure_ascii=False))
    else:
        out.print(f"{nothing}؛ این‌ها را در فایل درست کنید:")
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
