"""Which pages are there for staff, and to which groups is each open? To no other (default deny)."""

from collections.abc import Iterable
from typing import Self

from domain.groups import Group
from domain.titled import Titled


class Room(Titled):
    """A staff page with what lies behind it: its address, its name, and who may enter."""

    href: str
    open_to: frozenset[str]

    def __new__(cls, code: str, title: str = "", href: str = "", *open_to: str) -> Self:
        """Read a member as it is written; an enumeration cannot call the `__new__` of its base."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._title, member.href, member.open_to = title, href, frozenset(open_to)
        return member

    DESK = "desk", "پذیرش", "/desk", Group.FRONT_DESK
    MONEY = "money", "وجوه", "/desk/money", Group.FINANCE
    SUPERVISION = "supervision", "نظارت", "/desk/supervision", Group.SUPERVISION
    CASES = "cases", "پرونده‌ها", "/cases", *Group
    DOCUMENTS = "documents", "مدارک", "", Group.FRONT_DESK, Group.SUBSCRIBER_AFFAIRS, Group.SUPERVISION

    def lets_in(self, groups: Iterable[str]) -> bool:
        """Whether one of these groups may enter."""
        return not self.open_to.isdisjoint(groups)


def rooms_of(groups: Iterable[str]) -> list[Room]:
    """The pages that these groups find in their navigation."""
    held = frozenset(groups)
    return [room for room in Room if room.href and room.lets_in(held)]


def first_page(groups: Iterable[str]) -> str:
    """Where a login leads that asked for no page."""
    return next((room.href for room in rooms_of(groups)), Room.CASES.href)
