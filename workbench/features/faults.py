"""What is wrong in a line of a feature, and what to do about it?"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """Both sentences are Persian, for whoever writes features."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.remedy}"


Say = Callable[[int, str, str], Fault]


def saying(path: Path) -> Say:
    """How the faults of a file are told: line, what is wrong, what to do."""
    return lambda line, what, remedy: Fault(str(path), line, what, remedy)
