"""How does a call become one act on the records?"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from cases.context import Context
from channels.parts import Parts

T = TypeVar("T")


def carry_out(parts: Parts, act: Callable[[Context], T]) -> T:
    """Acts in one transaction; what the act answers counts only because all of it was committed.

    A race that is lost on a unique index is run once more, when the winner's row can be seen.
    """
    try:
        return _once(parts, act)
    except IntegrityError:
        return _once(parts, act)


def _once(parts: Parts, act: Callable[[Context], T]) -> T:
    with parts.database.transaction() as records:
        return act(Context(records, parts.agreement, parts.clock(), parts.public_url))
