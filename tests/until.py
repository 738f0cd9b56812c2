"""How does a test wait for other processes? It looks again and again; each look is a call, and takes time."""

from collections.abc import Callable
from time import monotonic

PATIENCE = 30.0  # seconds


def until(condition: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether the condition came to hold in that time."""
    end = monotonic() + seconds
    while monotonic() < end:
        if condition():
            return True
    return False
