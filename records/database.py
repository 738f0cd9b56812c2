"""Where do the records live, and what is one transaction of them?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from records.repositories import Records

LONGEST_SILENCE = timedelta(minutes=2)
"""Longer than the relay holds a bell while it rings."""
UPGRADING = 1405  # the advisory lock of whoever changes the tables
MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseAway(Exception):
    """The records' database cannot be reached; the address is in the setting BARCHIN_DATABASE."""


class TablesOfLaterVersion(Exception):
    """The tables were changed by a later version of this program, which alone may use them."""


class Database:
    """The records' PostgreSQL.

    `url` is SQLAlchemy's, with the driver psycopg. Connections are pooled and tried before use, so
    that a database that was away for a while is found again without a restart. A transaction in which
    nothing is asked for `longest_silence` is ended: a process that hangs must not hold a case for good.
    """

    def __init__(
        self, url: str, *, pool_size: int = 10, longest_silence: timedelta = LONGEST_SILENCE
    ) -> None:
        self.url = url
        self._engine = sqlalchemy.create_engine(
            url,
            pool_pre_ping=True,
            pool_size=pool_size,
            connect_args={"connect_timeout": 5, "options": _ending_after(longest_silence)},
            hide_parameters=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """Everything written inside is committed together at the end, or not at all."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield Records(session)

    def upgrade(self) -> None:
        """Brings the tables to this version; harmless when they are there, or when others do it too."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._connect() as connection:
            connection.execute(sqlalchemy.text("SELECT pg_advisory_lock(:key)"), {"key": UPGRADING})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
            connection.execute(sqlalchemy.text("SELECT pg_advisory_unlock(:key)"), {"key": UPGRADING})

    def missing_migrations(self) -> list[str]:
        """The migrations that the tables do not have yet, the oldest first.

        Raises `TablesOfLaterVersion`.
        """
        scripts = ScriptDirectory(str(MIGRATIONS))
        with self._connect() as connection:
            there = MigrationContext.configure(connection).get_current_heads()
        known = {revision.revision for revision in scripts.walk_revisions()}
        if set(there) - known:
            raise TablesOfLaterVersion(", ".join(there))
        ahead = scripts.iterate_revisions("heads", there[0] if there else "base")
        return [revision.revision for revision in ahead][::-1]

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    @contextmanager
    def _connect(self) -> Iterator[sqlalchemy.Connection]:
        try:
            connection = self._engine.connect()
        except OperationalError as error:
            url = self._engine.url
            raise DatabaseAway(f"{url.host}:{url.port}/{url.database}") from error
        with connection:
            yield connection


def _ending_after(silence: timedelta) -> str:
    return f"-c idle_in_transaction_session_timeout={silence // timedelta(milliseconds=1)}"
