"""What must an installation know before it can work? Accounts, keys of channels, models, lists of tasks."""

from datetime import datetime

from console.accounts import plan
from console.check import findings
from console.drawn import Secrets
from console.engines import engine_for, engine_for_admin
from console.faults import CommandError
from console.settings import Settings
from console.task_lists import COLUMNS, task_lists
from engine.access import provision
from engine.client import Deployment
from engine.deployer import deploy
from engine.task_lists import keep_task_lists
from records.database import Database
from workbench.models import read


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
    """Deploys all models, decisions and forms together, with a list of tasks for each step that staff do.

    Harmless when nothing has changed. Raises `UnfitModels`, before anything is sent, where the check finds a
    fault.
    """
    if found := findings(settings):
        raise UnfitModels(len(found))
    admin = engine_for_admin(settings, secrets)
    deployment = deploy(engine_for("deployer", settings, secrets), settings.models)
    keep_task_lists(admin, task_lists(read(settings.models)), COLUMNS)
    return deployment
