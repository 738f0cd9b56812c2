"""As whom does each of us speak to the engine? Every service has its own account, with the least rights."""

from console.drawn import ADMIN, Secrets
from console.settings import Settings
from engine.client import Engine


def engine_for(service: str, settings: Settings, secrets: Secrets) -> Engine:
    """The engine, as one of our services may see it; raises `SecretsError` where it has no password yet."""
    return Engine(settings.engine_url, service, secrets.password_of(service))


def engine_for_admin(settings: Settings, secrets: Secrets) -> Engine:
    """The engine with every right: for provisioning, and for rehearsals; never for work.

    Raises `SecretsError` where its password is not for us to read.
    """
    return Engine(settings.engine_url, ADMIN, secrets.admin_password)


def engine_for_member(group: str, settings: Settings, secrets: Secrets) -> Engine:
    """The engine as the group's first member sees it."""
    return Engine(settings.engine_url, group, secrets.staff[group].get_secret_value())
