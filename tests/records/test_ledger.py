"""The ledger's promises are the database's own."""

import pytest
import sqlalchemy
from sqlalchemy.exc import DBAPIError

from domain import ledger
from records.database import Database
from tests.clock import HandMovedClock

UNBALANCED = (
    "INSERT INTO ledger_postings (entry_id, account, amount) SELECT id, 'bank', 1 FROM ledger_entries"
)


def post(database: Database, clock: HandMovedClock) -> None:
    with database.transaction() as records:
        records.ledger.post(ledger.unmatched(5_000), None, clock())


def run(database: Database, statement: str) -> None:
    with database.transaction() as records:
        records.ledger._session.execute(sqlalchemy.text(statement))


def test_money_that_belongs_to_no_case_is_posted_and_balances(
    database: Database, clock: HandMovedClock
) -> None:
    post(database, clock)
    with database.transaction() as records:
        assert records.ledger.balances() == {"bank": 5_000, "unmatched": -5_000}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_postings SET amount = 1",
        "DELETE FROM ledger_postings",
        "TRUNCATE ledger_postings",
        "UPDATE ledger_entries SET kind = 'x'",
        "DELETE FROM ledger_entries",
    ],
)
def test_nobody_changes_or_deletes_what_was_posted(
    database: Database, clock: HandMovedClock, statement: str
) -> None:
    post(database, clock)
    with pytest.raises(DBAPIError, match="append-only"):
        run(database, statement)


def test_an_entry_that_does_not_balance_is_not_committed(database: Database, clock: HandMovedClock) -> None:
    post(database, clock)
    with pytest.raises(DBAPIError, match="does not balance"):
        run(database, UNBALANCED)
