"""Which group may see what of a case? Whoever is in none of these groups sees nothing."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from channels.staff.rooms import Room
from domain.groups import Group


class Part(StrEnum):
    """What a case page is made of, beside status and timeline, which everybody sees who may see any case."""

    NAME = "name"
    NATIONAL_ID = "national-id"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    METER = "meter"
    AMOUNTS = "amounts"
    NOTICES = "notices"
    OPINION = "opinion"
    DOCUMENTS = "documents"


OFFICE: Final = frozenset(Part) - {Part.DOCUMENTS}
VISIT: Final = frozenset({Part.NAME, Part.TELEPHONE, Part.ADDRESS, Part.METER})

SEES: Final[Mapping[str, frozenset[Part]]] = {
    Group.FRONT_DESK: OFFICE,
    Group.SUBSCRIBER_AFFAIRS: OFFICE,
    Group.FINANCE: OFFICE,
    Group.SUPERVISION: OFFICE,
    Group.METER_TESTING: VISIT,
    Group.FIELD_OPERATIONS: VISIT,
}
"""Notices quote amounts, so whoever must not see these gets no notices either."""


def seen_by(groups: Iterable[str]) -> frozenset[Part]:
    """All that any of the groups may see; nothing for groups that are not in the table."""
    held = frozenset(groups)
    seen = frozenset().union(*(SEES.get(group, frozenset()) for group in held))
    return seen | {Part.DOCUMENTS} if Room.DOCUMENTS.lets_in(held) else seen
