"""The migrations make the tables that the records are read by: nothing is left to write down."""

from collections.abc import Iterator

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from engine.postgres import LocalPostgres
from records.database import MIGRATIONS, Database
from records.tables import CERTIFICATE_NUMBERS, Base


def differences(database: Database, metadata: sqlalchemy.MetaData) -> list[object]:
    engine = sqlalchemy.create_engine(database.url)
    try:
        with engine.connect() as connection:
            return list(compare_metadata(MigrationContext.configure(connection), metadata))
    finally:
        engine.dispose()


def test_the_migrations_make_the_tables_of_the_records(database: Database) -> None:
    assert differences(database, Base.metadata) == [], "write a migration in records/migrations/versions/"


def test_a_table_that_no_migration_makes_is_told(database: Database) -> None:
    metadata = sqlalchemy.MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    sqlalchemy.Table("trial", metadata, sqlalchemy.Column("id", sqlalchemy.BigInteger, primary_key=True))
    (told,) = differences(database, metadata)
    assert isinstance(told, tuple)
    assert told[0] == "add_table"


def test_the_numbers_of_certificates_are_made_by_the_migrations(database: Database) -> None:
    engine = sqlalchemy.create_engine(database.url)
    try:
        assert CERTIFICATE_NUMBERS.name in sqlalchemy.inspect(engine).get_sequence_names()
    finally:
        engine.dispose()


def test_the_tables_are_made_once_however_often_they_are_upgraded(database: Database) -> None:
    database.upgrade()
    assert differences(database, Base.metadata) == []


OF_THE_FIRST_VERSION = """
INSERT INTO requests (tracking_code, bill_id, channel, channel_user, registered_at, applicant_kind,
    applicant_national_id, applicant_name, applicant_mobile, refund_sheba, idempotency_key, idempotency_hash)
VALUES ('1', '1', 'site', 'clerk', '2026-11-24 09:30+03:30', 'natural', '1', '1', '1', 'IR1', 'a', 'a'),
    ('2', '2', 'site', 'clerk', '2026-11-24 09:30+03:30', 'natural', '2', '2', '2', NULL, 'b', 'b')
"""


@pytest.fixture
def first_version(postgres: LocalPostgres) -> Iterator[Database]:
    """Records of the first version, with a request that named an account and one that did not."""
    postgres.create_database("first_version")
    database = Database(postgres.url("first_version"))
    upgrade_to_the_first_version(database.url)
    yield database
    database.close()


def upgrade_to_the_first_version(url: str) -> None:
    config, engine = Config(), sqlalchemy.create_engine(url)
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sqlalchemy.text(OF_THE_FIRST_VERSION))
    engine.dispose()


def test_an_account_that_was_named_with_an_earlier_request_is_kept(first_version: Database) -> None:
    first_version.upgrade()
    assert differences(first_version, Base.metadata) == []
    with first_version.transaction() as records:
        (kept, none) = (records.refund_accounts.in_force(code) for code in ("1", "2"))
    assert none is None
    assert kept is not None
    assert (kept.sheba, kept.round, kept.set_by, kept.channel) == ("IR1", 1, "clerk", "site")
