"""What must an installation know before it can work? Its accounts, its channels' keys, its models."""

from datetime import datetime

from console.accounts import plan
from console.check import findings
from console.drawn import Secrets
from console.engines import engine_for, engine_for_admin
from console.faults import CommandError
from console.settings import Settings
from engine.access import provision
from engine.client import Deployment
from engine.deployer import deploy
from records.database import Database


class UnfitModels(CommandError):
    """The models do not fit the workers or the agreement; no request may run on them."""

    def __init__(self, faults: int) -> None:
        super().__init__(f"Found {faults} faults in the models; nothing was deployed. See: barchin check")


def provide_accounts(settings: Settings, secrets: Secrets, *, staff: bool) -> None:
    """Makes groups and service accounts known to the engine; with `staff` also one account for each group."""
    provision(engine_for_admin(settings, secrets), plan(secrets.services, secrets.staff if staff else {}))


def provide_keys(database: Database, secrets: Secrets, now: datetime) -> None:
    """Lets the four channels in, each by its key."""
    with database.transaction() as records:
        for channel, key_hash in secrets.channel_hashes().items():
            records.keys.set(channel, key_hash, now)


def provide_models(settings: Settings, secrets: Secrets) -> Deployment:
    """Deploys all models, decisions and forms together; harmless when none has changed.

    Raises `UnfitModels`, before anything is sent, where the check finds a fault.
    """
    if found := findings(settings):
        raise UnfitModels(len(found))
    return deploy(engine_for("deployer", settings, secrets), settings.models)
