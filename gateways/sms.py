"""How does a text reach a mobile phone, whoever the provider is?"""

from dataclasses import dataclass
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


class SmsGateway(Protocol):
    """What every SMS provider must be able to do for us."""

    def send(self, local_id: int, receptor: str, text: str) -> Sent:
        """Hand over one text, at most once for each local id; raises an `SmsError`."""
        ...
