"""`barchin` and `python -m console`: which sub-command was meant?"""

import typer

from console.access import access
from console.agreement import agreement
from console.coverage import coverage
from console.demo import demo
from console.deploy import deploy
from console.doctor import doctor
from console.entry import TellsFaults
from console.features import features
from console.incidents import incidents
from console.report import report
from console.serve import serve
from console.subscriptions import importing
from console.tidy import tidy
from console.up import up
from console.work import work

app = typer.Typer(
    cls=TellsFaults,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Permanent removal of an electricity connection, from its service-level agreement on Camunda.",
)
for command in (demo, up, deploy, work, serve, doctor, tidy, coverage):
    app.command()(command)
app.add_typer(access, name="access")
app.add_typer(agreement, name="agreement")
app.add_typer(features, name="features")
app.add_typer(importing, name="import")
app.add_typer(incidents, name="incidents")
app.add_typer(report, name="report")


def main() -> None:
    """Runs the sub-command; its exit code says how that went."""
    app()


if __name__ == "__main__":
    main()
