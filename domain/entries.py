"""Does each thing that the agreement must say stand in its file, and only once?"""

from collections.abc import Callable, Iterable
from typing import TypeVar

Entries = TypeVar("Entries", bound=tuple[object, ...])


def one_each(*keys: str, expected: Iterable[str] = ()) -> Callable[[Entries], Entries]:
    """Make a check that no entry repeats another's keys, and that none of the expected ones is missing."""

    def check(entries: Entries) -> Entries:
        given = [" ".join(str(getattr(entry, key)) for key in keys) for entry in entries]
        named = " and ".join(keys)
        repeated = {name for name in given if given.count(name) > 1}
        missing = set(expected) - set(given)
        if repeated:
            raise ValueError(f"{named} {', '.join(sorted(repeated))} stands twice; keep one")
        if missing:
            raise ValueError(f"no entry for {named} {', '.join(sorted(missing))}; add it")
        return entries

    return check
