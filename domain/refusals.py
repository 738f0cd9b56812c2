"""How does the domain say no, so that a person knows what is wrong and what to do?"""

import datetime
from typing import ClassVar


# To say no is no error of the program, and a missing figure none either: hence their names.
class Refusal(Exception):
    """A no with its reason: `title` and `remedy` for people, `code` for programs, `clause` if one decides.

    `detail` says in Persian what is particular to this time, and never names a person.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    remedy: ClassVar[str]
    clause: ClassVar[str | None] = None

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.title
        super().__init__(self.detail)

    def __str__(self) -> str:
        return self.code


class BadInput(Refusal):
    """Something that was entered cannot be right; `field` names it where the caller knows."""

    def __init__(self, detail: str | None = None, *, field: str | None = None) -> None:
        self.field = field
        super().__init__(detail)


class MissingFigure(Exception):
    """The agreement has no such figure on that day: an incident for the operator, never for a subscriber."""

    def __init__(self, figure: str, on: datetime.date) -> None:
        self.figure, self.on = figure, on
        super().__init__(f"the agreement has no {figure} in force on {on:%Y-%m-%d}")

    @property
    def for_operator(self) -> str:
        """The sentence that the incident shows: which figure is missing, for which day."""
        return str(self)
