"""`barchin access`: accounts in the engine, keys of the channels."""

from typing import Annotated

import typer

from console.drawn import ADMIN, BANK, Secrets, read_secrets, secrets_of
from console.entry import AsJson, TellsFaults, now, out, records_database
from console.provide import provide_accounts, provide_keys
from console.settings import read_settings

access = typer.Typer(cls=TellsFaults, help="Accounts in the engine, keys of the channels.")

Staff = Annotated[
    bool, typer.Option("--staff", help="One account for each group, too: for demonstrations only.")
]


@access.command()
def provision(*, staff: Staff = False) -> None:
    """Draw what is not drawn yet; make accounts, rights and keys known to engine and records."""
    settings = read_settings()
    secrets = secrets_of(settings.home)
    provide_accounts(settings, secrets, staff=staff)
    with records_database(settings) as database:
        provide_keys(database, secrets, now())
    out.print("Accounts, rights and keys are as they must be. They are shown by: barchin access show")


@access.command()
def show(*, as_json: AsJson = False) -> None:
    """Show accounts, passwords and keys; whoever sees this may do everything."""
    secrets = read_secrets(read_settings().home)
    if as_json:
        out.print_json(secrets.model_dump_json())
        return
    # No table: it would cut what must be copied whole.
    for what, name, secret in _rows(secrets):
        out.print(f"{what:24}{name:20}{secret}", markup=False, highlight=False)


def _rows(secrets: Secrets) -> list[tuple[str, str, str]]:
    named = [
        *(("engine's administrator", ADMIN, password) for password in [secrets.admin] if password),
        *(("service", name, password) for name, password in secrets.services.items()),
        *(("staff (demonstration)", group, password) for group, password in secrets.staff.items()),
        *(("channel", channel.value, key) for channel, key in secrets.channels.items()),
        ("bank", BANK, secrets.bank),
    ]
    return [(what, name, secret.get_secret_value()) for what, name, secret in named]
