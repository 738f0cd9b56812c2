"""`barchin agreement`: what a changed calendar or target moves in the requests that run."""

from typing import Annotated

import typer
from rich.table import Table

from cases.calendar_change import Shift, apply, foresee
from console.engines import engine_for
from console.entry import AsJson, TellsFaults, open_office, out
from domain.persian import moment

agreement = typer.Typer(cls=TellsFaults, help="The agreement's data and the requests that run.")

Yes = Annotated[bool, typer.Option("--yes", help="Move it; without this it is only shown.")]


@agreement.command("apply")
def apply_agreement(*, yes: Yes = False, as_json: AsJson = False) -> None:
    """Show what the agreement's calendar moves in open requests; with --yes move it, timers and all.

    Restart `work` and `serve` first, so that they count by the same calendar.
    """
    with open_office() as office:
        with office.database.transaction() as records:
            shifts = foresee(records, office.agreement)
        if yes and shifts:
            operator = engine_for("operator", office.settings, office.secrets)
            shifts = apply(office.database, operator, office.agreement)
    _show(shifts, moved=yes, as_json=as_json)


def _show(shifts: list[Shift], *, moved: bool, as_json: bool) -> None:
    if as_json:
        out.print_json(data=[_row(shift) for shift in shifts])
        return
    title = "Moved" if moved else "Would move; --yes moves it"
    table = Table("tracking code", "what", "was due", "is due", title=title)
    for shift in shifts:
        table.add_row(shift.tracking_code, shift.of, moment(shift.before), moment(shift.after))
    out.print(table if shifts else "Nothing moves.")


def _row(shift: Shift) -> dict[str, str]:
    return {
        "tracking_code": shift.tracking_code,
        "of": shift.of,
        "before": shift.before.isoformat(),
        "after": shift.after.isoformat(),
    }
