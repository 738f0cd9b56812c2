"""How does a code that programs read carry the words that people read?"""

from enum import StrEnum
from typing import Self


class Titled(StrEnum):
    """A closed list of codes, each member written as its code and its Persian title."""

    _title: str

    # The default is for type checkers alone: to them, looking a member up by its code is such a call.
    def __new__(cls, code: str, title: str = "") -> Self:
        """Read a member as it is written: `APP = "app", "نرم‌افزار"`."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._title = title
        return member

    # A title is a word of the domain here; the method of `str` that it hides means nothing for a code.
    @property
    def title(self) -> str:  # type: ignore[override]
        """The Persian words for people."""
        return self._title

    @classmethod
    def of(cls, code: str) -> Self:
        """The member of that code; `ValueError` where the list has none."""
        return cls(code)
