"""The migrations make the tables that the records are read by: nothing is left to write down."""

import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from records.database import Database
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
