"""`barchin` and `python -m console`: which sub-command was meant?"""

from importlib import import_module
from typing import Any

import typer

from console.entry import TellsFaults

COMMANDS = {
    "demo": "console.demo:demo",
    "up": "console.up:up",
    "check": "console.check:check",
    "deploy": "console.deploy:deploy",
    "work": "console.work:work",
    "serve": "console.serve:serve",
    "doctor": "console.doctor:doctor",
    "tidy": "console.tidy:tidy",
    "access": "console.access:access",
    "agreement": "console.agreement:agreement",
    "import": "console.subscriptions:importing",
    "incidents": "console.incidents:incidents",
    "model": "console.model:model",
    "features": "console.features:features",
    "coverage": "console.coverage:coverage",
    "report": "console.report:report",
}
"""Where each sub-command is; only the one that is meant is imported, the others take seconds."""


class Commands(TellsFaults):
    """The sub-commands by name."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """All, as the help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The one of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = command_of(getattr(import_module(module), name))
        found.name = cmd_name
        return found


def command_of(what: Any) -> Any:
    """A function as the command that it is, a group of commands as it stands."""
    if isinstance(what, typer.Typer):
        return typer.main.get_group(what)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command()(what)
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Permanent removal of an electricity connection, from its service-level agreement on Camunda.",
)


@app.callback()
def barchin() -> None:
    """Has no option of its own; a group without commands needs it."""


def main() -> None:
    """Runs the sub-command; its exit code says how that went."""
    app()


if __name__ == "__main__":
    main()
