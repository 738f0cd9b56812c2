"""Which servers does everything stand on, when all of it runs on this machine?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from console.drawn import ADMIN, Secrets
from console.settings import Settings
from engine.build import build_if_changed
from engine.local import LocalEngine, LocalPostgres

RECORDS = "records"
ENGINE = "engine"


class Preparing(StrEnum):
    """What takes its time before the work begins."""

    POSTGRES = "starting PostgreSQL"
    JAR = "building the engine, where its sources changed; the first time takes some minutes"
    ENGINE = "starting the engine"
    ACCOUNTS = "making accounts"
    MODELS = "deploying models"
    SERVICES = "starting the services"


Tell = Callable[[Preparing], None]
"""Says what is being done now."""


@dataclass(frozen=True)
class Machine:
    """PostgreSQL and the engine, running here."""

    postgres: LocalPostgres
    engine: LocalEngine


@contextmanager
def machine(
    settings: Settings, secrets: Secrets, tell: Tell, *, begins: datetime | None = None, durable: bool = True
) -> Iterator[Machine]:
    """Starts both, stops them at the end; raises `StartError`. With `begins` the engine is rehearsed with."""
    tell(Preparing.POSTGRES)
    with local_postgres(settings, durable=durable) as postgres:
        for name in (ENGINE, RECORDS):
            postgres.create_database(name)
        tell(Preparing.JAR)
        jar = build_if_changed()
        tell(Preparing.ENGINE)
        with _engine(jar, settings, secrets, postgres, begins) as engine:
            yield Machine(postgres, engine)


def local_postgres(settings: Settings, *, durable: bool = True) -> LocalPostgres:
    """The PostgreSQL of this machine, running or not."""
    return LocalPostgres(settings.home / "postgres", settings.postgres_port, durable=durable)


def _engine(
    jar: Path, settings: Settings, secrets: Secrets, postgres: LocalPostgres, begins: datetime | None
) -> LocalEngine:
    return LocalEngine(
        jar,
        settings.engine_port,
        jdbc=postgres.jdbc(ENGINE),
        user=postgres.user,
        password=postgres.password,
        admin_user=ADMIN,
        admin_password=secrets.admin_password,
        log=settings.home / "engine.log",
        begins=begins,
    )
