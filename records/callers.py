"""Who may call, who looked, and whose tries failed?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from records.repository import Repository
from records.tables import Attempt, ChannelKey, Look


class Keys(Repository):
    """Callers' keys."""

    def channel_of(self, key_hash: str) -> str | None:
        """The channel whose key has that hash, if any."""
        row = self._session.get(ChannelKey, key_hash)
        return row.channel if row else None

    def set(self, channel: str, key_hash: str, now: datetime) -> None:
        """Lets that key speak for the channel, too."""
        self._session.merge(ChannelKey(key_hash=key_hash, channel=channel, made_at=now))
        self._session.flush()


class Looks(Repository):
    """Who looked at what."""

    def of_case(self, tracking_code: str) -> Sequence[Look]:
        """The looks at the case, in order."""
        return self._session.scalars(
            select(Look).filter_by(tracking_code=tracking_code).order_by(Look.id)
        ).all()


class Attempts(Repository):
    """Tries that failed."""

    def since(self, who: str, moment: datetime) -> tuple[int, datetime | None]:
        """How often they failed since then, and when last."""
        query = select(func.count(), func.max(Attempt.failed_at)).filter_by(who=who)
        failures, last = self._session.execute(query.where(Attempt.failed_at > moment)).one()
        return failures, last

    def forget(self, moment: datetime) -> None:
        """Forgets what failed until then."""
        self._session.execute(delete(Attempt).where(Attempt.failed_at <= moment))
