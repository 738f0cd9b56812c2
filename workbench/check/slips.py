"""Which known word was meant by one that nobody knows? A slip of the pen is told once, not at both ends."""

from collections.abc import Iterable
from difflib import get_close_matches


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that is written almost alike, if there is one.

    >>> meant("soundx", ["inaccurate", "sound"])
    'sound'
    """
    return next(iter(get_close_matches(word, list(known), n=1)), None)


def all_meant(words: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """What was meant by these words, as far as that can be guessed."""
    listed = list(known)
    return frozenset(found for word in words if (found := meant(word, listed)))


def perhaps(word: str, known: Iterable[str], otherwise: str) -> str:
    """Advice that names the word that was meant; else the other advice."""
    found = meant(word, known)
    return f"شاید {found} باشد." if found else otherwise
