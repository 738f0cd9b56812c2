"""Which passwords and keys are only ours?

Drawn at the first start, kept in files of mode 600, read ever after. No password is in the repository, and
none is asked of anybody. The administrator's stands in a file of its own, which only provisioning and
deploying need: daily work and the services do without it.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import PlainSerializer, SecretStr, ValidationError

from console.accounts import SERVICES
from console.faults import CommandError
from domain.groups import Group
from domain.model import Frozen
from domain.requests import KEYED_CHANNELS, Channel

FILE = "secrets.json"
ADMIN_FILE = "administrator.json"
ADMIN = "admin"
DRAW = "Draw what is missing with: barchin access provision"
BANK = "bank"
"""The id under which the bank signs with its key."""


Drawn = Annotated[SecretStr, PlainSerializer(SecretStr.get_secret_value, when_used="json")]
"""Hidden wherever it is shown; plain in the file alone."""


class SecretsError(CommandError):
    """The file of secrets cannot be used; the sentence says what to do, and shows none of them."""


class Secrets(Frozen):
    """All that is drawn: passwords by account, the channels' and the bank's keys, and two for ourselves."""

    admin: Drawn | None = None
    """None where the administrator's file is not there, or not for us to read."""

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

    @property
    def admin_password(self) -> str:
        """The administrator's password; `SecretsError` where it is not for us to read."""
        if self.admin is None:
            raise SecretsError(
                f"This needs the administrator's password. Put {ADMIN_FILE} back beside {FILE}, "
                "or run it as somebody who may read that."
            )
        return self.admin.get_secret_value()

    def password_of(self, service: str) -> str:
        """The password of one of our services; `SecretsError` where it came after the drawing."""
        if service not in self.services:
            raise SecretsError(f"The account {service} has no password yet. {DRAW}")
        return self.services[service].get_secret_value()

    def channel_hashes(self) -> dict[Channel, str]:
        """What the records keep of each channel's key."""
        return {channel: key_hash(key.get_secret_value()) for channel, key in self.channels.items()}


def key_hash(key: str) -> str:
    """A channel's key as the records know it."""
    return sha256(key.encode()).hexdigest()


def secrets_of(home: Path) -> Secrets:
    """The secrets of this installation; what was not drawn yet is drawn now. Raises `SecretsError`."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(home):
        known = _known(home)
        whole = _completed(known)
        secrets = _understood(home / FILE, whole)
        _keep(home, whole)
    return secrets


def read_secrets(home: Path) -> Secrets:
    """The secrets that were drawn; `SecretsError` where none were, or where others may read them."""
    path = home / FILE
    if not path.exists():
        raise SecretsError(f"There is no {path}. {DRAW}")
    return _understood(path, _known(home))


def _known(home: Path) -> dict[str, Any]:
    """What was drawn; the administrator's file counts where it can be read. Older versions had one file."""
    known = _content(home / FILE) if (home / FILE).exists() else {}
    return known | _content(home / ADMIN_FILE) if os.access(home / ADMIN_FILE, os.R_OK) else known


def _understood(path: Path, content: dict[str, Any]) -> Secrets:
    try:
        return Secrets.model_validate(content)
    except ValidationError as error:
        details = error.errors()
    fields = ", ".join(sorted({str(detail["loc"][0]) for detail in details}))
    if all(detail["type"] == "missing" for detail in details):
        raise SecretsError(f"{path} lacks {fields}. {DRAW}")
    raise _damaged(path, fields)


def _content(path: Path) -> dict[str, Any]:
    if path.stat().st_mode & 0o077:
        raise SecretsError(f"Others may read {path}. Take that away with: chmod 600 {path}")
    try:
        content = json.loads(path.read_bytes())
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise _damaged(path, "no JSON")
    return content


def _damaged(path: Path, where: str) -> SecretsError:
    return SecretsError(f"{path} is damaged or of another version ({where}). Restore it from a copy.")


def _completed(known: dict[str, Any]) -> dict[str, Any]:
    """What is known, and what the file of an older version could not have: another account, another key.

    The administrator's password is drawn with the very first ones only: later the engine knows it.
    """
    whole = _draw().model_dump(mode="json")
    if known and ADMIN not in known:
        del whole[ADMIN]
    for name, value in known.items():
        both = isinstance(value, dict) and isinstance(whole.get(name), dict)
        whole[name] = whole[name] | value if both else value
    return whole


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Of two processes that draw at once, the second waits, and reads what the first has drawn."""
    number = os.open(home, os.O_RDONLY)
    try:
        flock(number, LOCK_EX)
        yield
    finally:
        os.close(number)


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


def _keep(home: Path, drawn: dict[str, Any]) -> None:
    """The administrator's first, so that it is nowhere missing whenever this is cut off."""
    if ADMIN in drawn:
        _write(home / ADMIN_FILE, {ADMIN: drawn[ADMIN]})
    _write(home / FILE, {name: value for name, value in drawn.items() if name != ADMIN})


def _write(path: Path, content: dict[str, Any]) -> None:
    if path.exists() and _content(path) == content:
        return
    # Made with mode 600; in its place in one moment, so that whoever reads finds the old one or this.
    number, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(number, "w") as file:
        json.dump(content, file, indent=2)
    Path(fresh).replace(path)
