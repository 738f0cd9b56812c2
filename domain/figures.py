"""What does every figure of the agreement say about itself?

When it begins to hold, in which unit it is, where it is written, when it was published and last confirmed.
One that nobody can trace is refused; one that is only an example says so in everything computed with it.
"""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Literal, Self, TypeVar

import jdatetime
from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from domain.model import Frozen
from domain.persian import BadDate, parse_date


def _jalali(value: object) -> datetime.date:
    try:
        if isinstance(value, str):
            return parse_date(value)
    except BadDate:
        pass
    raise ValueError('no such Jalali date; write it like "1405/01/31"')


def _published(value: object) -> object:
    return value if value == "unknown" else _jalali(value)


JalaliDate = Annotated[datetime.date, BeforeValidator(_jalali)]
Publication = Annotated[datetime.date | Literal["unknown"], BeforeValidator(_published)]
Rials = Annotated[int, Field(ge=0, lt=2**53, strict=True)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]

ONE_DAY = datetime.timedelta(days=1)
Kind = TypeVar("Kind", bound="Figure")


class Source(Frozen):
    """Where a figure is written: the document and the place in it."""

    title: str = Field(min_length=1)
    article: str = Field(min_length=1)

    def __str__(self) -> str:
        return f"{self.title}، {self.article}"


class Figure(Frozen):
    """A value with its origin; kinds of figure add the value itself and fix its unit.

    It holds from its first day until `until`, or else until the next of its kind begins. One that holds
    before it was published names the reason in `retroactive`.
    """

    model_config = ConfigDict(validate_by_name=True)

    valid_from: JalaliDate = Field(alias="from")
    until: JalaliDate | None = None
    source: Source
    published: Publication
    confirmed: JalaliDate
    example: bool = False
    retroactive: str | None = None

    @model_validator(mode="after")
    def _began_after_publication(self) -> Self:
        if self.published != "unknown" and self.valid_from < self.published and not self.retroactive:
            raise ValueError("in force before it was published; correct a date, or say why in `retroactive`")
        return self

    @model_validator(mode="after")
    def _ends_after_its_beginning(self) -> Self:
        if self.until and self.until < self.valid_from:
            raise ValueError("`until` comes before `from`; correct one of them")
        return self

    def holds(self, on: datetime.date) -> bool:
        """Tell whether the figure is in force on that day, its last day included."""
        return self.valid_from <= on and (self.until is None or on <= self.until)


def in_force(figures: Sequence[Kind], on: datetime.date) -> Kind | None:
    """Pick the figure that holds on that day; None when none does."""
    return next((figure for figure in reversed(figures) if figure.holds(on)), None)


def in_sequence(figures: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Put figures of one kind in order; refuses two on one day, and a day between them without any."""
    if not figures:
        raise ValueError("no figure at all; add one, of zero where nothing is charged")
    ordered = tuple(sorted(figures, key=lambda figure: figure.valid_from))
    for earlier, later in pairwise(ordered):
        last = earlier.until or later.valid_from - ONE_DAY
        if last >= later.valid_from or earlier.valid_from == later.valid_from:
            raise ValueError(
                f"two figures hold on {as_written(later.valid_from)}; end one before the other begins"
            )
        if last + ONE_DAY < later.valid_from:
            raise ValueError(f"no figure holds on {as_written(last + ONE_DAY)}; let one reach to the next")
    return ordered


def as_written(day: datetime.date) -> str:
    """Write a day as the agreement's files do: Jalali, in ASCII digits."""
    return str(jdatetime.date.fromgregorian(date=day).strftime("%Y/%m/%d"))
