"""Who sends a text when the first provider will not?

The second gets only what the first has certainly not accepted: in this attempt it refused, and in none before
it stayed silent. Who may have a text is written down before that provider is called, so that it is known
after a crash too.
"""

from dataclasses import dataclass
from typing import Protocol

from gateways.sms import Refused, Sent, SmsGateway, TemporarilyRefused, Unsure


class Provider(SmsGateway, Protocol):
    """A provider under a name that stays the same for ever."""

    name: str


class Journal(Protocol):
    """Who has a text or may have it, by the text's local id; committed when the call returns."""

    def holder(self, local_id: int) -> str | None:
        """The provider that may have the text; None where nobody can have it."""
        ...

    def hold(self, local_id: int, provider: str | None) -> None:
        """Write down who may have it from now on."""
        ...


@dataclass(frozen=True)
class Failover:
    """Two providers as one; the first knows a text again by its local id, the second does not.

    Without a second one the journal is kept all the same, for the day on which there is one.
    """

    first: Provider
    second: Provider | None
    journal: Journal

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        """Hand over one text, at most once; `Unsure` where the second may have it and did not say so."""
        holder = self.journal.holder(local_id)
        if holder not in (None, self.first.name):
            raise Unsure("the second provider may have this text already")
        try:
            return self._by(self.first, holder, local_id, receptor, text)
        except TemporarilyRefused:
            if self.second is None or holder is not None:
                raise
        return self._by(self.second, None, local_id, receptor, text)

    def _by(self, provider: Provider, holder: str | None, local_id: int, receptor: str, text: str) -> Sent:
        self.journal.hold(local_id, provider.name)
        try:
            return provider.send(local_id, receptor, text)
        except (TemporarilyRefused, Refused):
            self.journal.hold(local_id, holder)
            raise
