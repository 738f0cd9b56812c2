"""Which secrets stand in files? So that they are in no environment, which every child inherits.

`BARCHIN_DATABASE_FILE` names the file of `BARCHIN_DATABASE`, and so for every setting that is a secret.
Without it a file of the setting's name in systemd's `CREDENTIALS_DIRECTORY` is read: `database`, `sms_key`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from console.faults import CommandError

CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"
OPEN_TO_ALL: Final = 0o007


class SecretFileError(CommandError):
    """A file that was named for a secret cannot be used; the sentence names it and shows nothing of it."""


def read_secret_files(names: Iterable[str], prefix: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """The secrets of these names that stand in files; raises `SecretFileError`."""
    places = {name: _place(name, prefix + name.upper(), environment) for name in names}
    return {name: _content(path) for name, path in places.items() if path is not None}


def _place(name: str, setting: str, environment: Mapping[str, str]) -> Path | None:
    named = environment.get(f"{setting}_FILE")
    if named is None:
        return _credential(name, environment)
    if setting in environment:
        raise SecretFileError(f"{setting} and {setting}_FILE are both set. Take one of them out.")
    return _closed(Path(named), f"{setting}_FILE")


def _credential(name: str, environment: Mapping[str, str]) -> Path | None:
    """systemd itself sees to it that only the service may read these."""
    path = Path(environment.get(CREDENTIALS, "")) / name
    return path if CREDENTIALS in environment and path.is_file() else None


def _closed(path: Path, setting: str) -> Path:
    if not path.is_file():
        raise SecretFileError(f"{setting} names {path}, which is no file. Correct it.")
    if path.stat().st_mode & OPEN_TO_ALL:
        raise SecretFileError(f"Everybody may read {path}. Take that away with: chmod o= {path}")
    return path


def _content(path: Path) -> str:
    try:
        secret = path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise SecretFileError(f"{path} cannot be read. See who owns it, and what it holds.") from None
    if not secret:
        raise SecretFileError(f"{path} is empty. Write the secret into it.")
    return secret
