"""What do all repositories share? The session of their transaction."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


class Unknown(LookupError):
    """No record of that kind for that key."""


class Repository:
    """What all repositories share: the session of their transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: object) -> None:
        """Adds the row to what this transaction commits."""
        self._session.add(row)
        self._session.flush()

    def hold(self, *words: str) -> None:
        """Lets nobody else hold the same words until this transaction ends."""
        self._session.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended("\x1f".join(words), 0)))
        )
