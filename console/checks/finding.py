"""How is it told what was found? What was looked at, how it stands, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How it stands with what was looked at."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it stands, and what to do."""

    what: str
    health: Health
    says: str
    remedy: str = ""


def good(what: str, says: str) -> Finding:
    """Nothing is to be done."""
    return Finding(what, Health.GOOD, says)


def warning(what: str, says: str, remedy: str) -> Finding:
    """The work goes on, but somebody should do something."""
    return Finding(what, Health.WARNING, says, remedy)


def bad(what: str, says: str, remedy: str) -> Finding:
    """Some work does not go on until somebody does something."""
    return Finding(what, Health.BAD, says, remedy)
