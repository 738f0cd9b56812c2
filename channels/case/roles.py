"""Which group may see what of a case? Whoever is in none of these groups sees nothing."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """What a case page is made of, beside status and timeline, which everybody sees who may see any case."""

    NAME = "name"
    NATIONAL_ID = "national-id"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    METER = "meter"
    AMOUNTS = "amounts"
    NOTICES = "notices"


OFFICE: Final = frozenset(Part)
VISIT: Final = frozenset({Part.NAME, Part.TELEPHONE, Part.ADDRESS, Part.METER})

SEES: Final[Mapping[str, frozenset[Part]]] = {
    "front-desk": OFFICE,
    "subscriber-affairs": OFFICE,
    "finance": OFFICE,
    "supervision": OFFICE,
    "meter-testing": VISIT,
    "field-operations": VISIT,
}
"""Notices quote amounts, so whoever must not see these gets no notices either."""


def seen_by(groups: Iterable[str]) -> frozenset[Part]:
    """All that any of the groups may see; nothing for groups that are not in the table."""
    return frozenset().union(*(SEES.get(group, frozenset()) for group in groups))
