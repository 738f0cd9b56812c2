"""What do the channels stand on? Joined once, at the entry, and passed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends, Request

from domain.agreement import Agreement
from records.database import Database

MODELS: Final = Path(__file__).parents[1] / "bpmn"

Identify = Callable[[str, str], frozenset[str] | None]
"""Staff by name and password: their groups, or None for a name or password that is not theirs."""


@dataclass(frozen=True)
class Parts:
    """The ground of every call; `bank_keys` are secrets by the id under which a bank signs.

    `receipts_key` ends the address at which the SMS provider tells what became of a text; None: at none.
    `models` are those whose steps the public form names.
    """

    database: Database
    agreement: Agreement
    clock: Callable[[], datetime]
    public_url: str
    identify: Identify
    bank_keys: Mapping[str, str]
    session_secret: str
    fonts: Path
    models: Path = MODELS
    receipts_key: str | None = None


def _parts_of(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


TheParts = Annotated[Parts, Depends(_parts_of)]
"""How an endpoint asks for the parts of its application."""
