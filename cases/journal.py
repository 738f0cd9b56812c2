"""Which SMS provider may have a text? Kept in the text's own row of the outbox."""

from dataclasses import dataclass

from records.database import Database


@dataclass(frozen=True)
class OutboxJournal:
    """The journal of `gateways.failover`: a text's local id is its row's id."""

    database: Database

    def holder(self, local_id: int) -> str | None:
        """The provider that may have the text."""
        with self.database.transaction() as records:
            return records.outbox.get(local_id).held_by

    def hold(self, local_id: int, provider: str | None) -> None:
        """Commits who may have it from now on."""
        with self.database.transaction() as records:
            records.outbox.get(local_id).held_by = provider
