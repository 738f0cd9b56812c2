"""How does a text reach a mobile phone, and did it, whoever the provider is?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Sent:
    """A message that the provider has taken, under the provider's own number and status."""

    message_id: int
    status: int


class SmsError(Exception):
    """A text that was not surely taken; `alert` says that the operator must do something about it."""

    def __init__(self, message: str, *, alert: bool = False) -> None:
        super().__init__(message)
        self.alert = alert


class TemporarilyRefused(SmsError):
    """The provider did not take the text now; the same text may pass later."""


class Refused(SmsError):
    """The provider will never take this text as it is."""


class Unknown(SmsError):
    """The text may or may not have been taken; repeating it under the same local id is harmless."""


class Unsure(SmsError):
    """The text may or may not have been taken, and repeating it may send it twice: a person must follow."""


class Receipt(StrEnum):
    """What became of a text that was taken; all but `ON_ITS_WAY` are final."""

    ON_ITS_WAY = "on-its-way"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing else can become of the text."""
        return self is not Receipt.ON_ITS_WAY


class SmsGateway(Protocol):
    """What every SMS provider must be able to do for us."""

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        """Hand over one text, at most once for each local id; raises an `SmsError`."""
        ...


class SmsReceipts(Protocol):
    """What a provider must be able to tell of texts that it took; its name stays the same for ever."""

    name: str
    most_at_once: int
    """Texts that one call may ask about."""

    def receipts(self, message_ids: Sequence[int]) -> Mapping[int, Receipt | None]:
        """What became of each; None is an answer that has no meaning for us. Raises an `SmsError`."""
        ...
