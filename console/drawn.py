"""Which passwords and keys are only ours?

Drawn at the first start, kept in a file of mode 600, read ever after. No password is in the repository, and
none is asked of anybody.
"""

import os
import secrets
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import PlainSerializer, SecretStr, ValidationError

from console.accounts import SERVICES
from console.faults import CommandError
from domain.groups import Group
from domain.model import Frozen
from domain.requests import KEYED_CHANNELS, Channel

FILE = "secrets.json"
ADMIN = "admin"
BANK = "bank"
"""The id under which the bank signs with its key."""


Drawn = Annotated[SecretStr, PlainSerializer(SecretStr.get_secret_value, when_used="json")]
"""Hidden wherever it is shown; plain in the file alone."""


class SecretsError(CommandError):
    """The file of secrets cannot be used; the sentence says what to do, and shows none of them."""


class Secrets(Frozen):
    """All that is drawn: passwords by account, the channels' and the bank's keys, and two for ourselves."""

    admin: Drawn
    services: dict[str, Drawn]
    staff: dict[str, Drawn]
    channels: dict[Channel, Drawn]
    bank: Drawn
    session: Drawn
    """Signs the cookies of staff."""

    sms: Drawn
    """The SMS simulator's key."""

    orders: Drawn
    """The secret of the simulator of the bank's payment orders."""

    def channel_hashes(self) -> dict[Channel, str]:
        """What the records keep of each channel's key."""
        return {channel: key_hash(key.get_secret_value()) for channel, key in self.channels.items()}


def key_hash(key: str) -> str:
    """A channel's key as the records know it."""
    return sha256(key.encode()).hexdigest()


def secrets_of(home: Path) -> Secrets:
    """The secrets of this installation, drawn if it has none yet; raises `SecretsError`."""
    path = home / FILE
    if not path.exists():
        _keep(path, _draw())
    return read_secrets(home)


def read_secrets(home: Path) -> Secrets:
    """The secrets that were drawn; `SecretsError` where none were, or where others may read them."""
    path = home / FILE
    if not path.exists():
        raise SecretsError(f"There is no {path}. Draw passwords and keys with: barchin access provision")
    if path.stat().st_mode & 0o077:
        raise SecretsError(f"Others may read {path}. Take that away with: chmod 600 {path}")
    try:
        return Secrets.model_validate_json(path.read_bytes())
    except ValidationError as error:
        fields = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}))
        sentence = f"{path} is damaged or of another version ({fields or 'no JSON'}). Restore it from a copy."
        raise SecretsError(sentence) from None


def _draw() -> Secrets:
    return Secrets(
        admin=_drawn(),
        services={name: _drawn() for name in SERVICES},
        staff={group: _drawn() for group in Group},
        channels={channel: _drawn() for channel in KEYED_CHANNELS},
        bank=_drawn(),
        session=_drawn(),
        sms=_drawn(),
        orders=_drawn(),
    )


def _drawn() -> SecretStr:
    return SecretStr(secrets.token_urlsafe(24))


def _keep(path: Path, drawn: Secrets) -> None:
    """Of two processes that draw at once, one keeps its file and the other reads that."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made with mode 600.
    number, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(number, "w") as file:
        file.write(drawn.model_dump_json(indent=2))
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        Path(fresh).unlink()
