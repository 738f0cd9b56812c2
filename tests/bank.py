"""A bank in the test's hands: it keeps each order once, and can fail in each of the ways that matter."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from gateways.bank_orders import BankError, OrderState, Refused, Unanswered, UnknownOrder
from records.database import Database
from records.repositories import Records

SHEBA = "IR820540102680020817909002"
OTHER_SHEBA = "IR580540105180021273113007"


class Killed(BaseException):
    """The process was killed at this statement."""


@dataclass
class Knife:
    """Counts the moments at which a process could be killed, and kills it at one of them."""

    at: int | None = None
    moments: int = 0

    def cut(self) -> None:
        self.moments += 1
        if self.moments - 1 == self.at:
            raise Killed


@dataclass
class Bank:
    """Pays what is ordered, unless the test lets the next orders be rejected, slow, lost or refused."""

    knife: Knife = field(default_factory=Knife)
    orders: dict[str, tuple[str, int]] = field(default_factory=dict)
    states: dict[str, OrderState] = field(default_factory=dict)
    fates: deque[Literal["paid", "rejected", "pending"]] = field(default_factory=deque)
    troubles: deque[BankError] = field(default_factory=deque)
    """What the next calls fail with, before the bank has heard anything."""
    loses_its_next_answer: bool = False
    refuses: Refused | None = None
    ordered: list[str] = field(default_factory=list)

    def order(self, payout_id: str, sheba: str, amount: int) -> None:
        self._answer()
        if self.refuses:
            raise self.refuses
        self.ordered.append(payout_id)
        assert self.orders.setdefault(payout_id, (sheba, amount)) == (sheba, amount)
        fate = self.fates.popleft() if self.fates else "paid"
        self.states.setdefault(
            payout_id, OrderState(fate, "حساب مسدود است" if fate == "rejected" else "", "B-1")
        )
        self.knife.cut()
        if self.loses_its_next_answer:
            self.loses_its_next_answer = False
            raise Unanswered("lost")

    def state(self, payout_id: str) -> OrderState:
        self._answer()
        if payout_id not in self.states:
            raise UnknownOrder("no such order")
        self.knife.cut()
        return self.states[payout_id]

    def settle(self, payout_id: str) -> None:
        """A slow order is paid at last."""
        self.states[payout_id] = OrderState("paid", reference="B-1")

    @property
    def paid(self) -> int:
        """All that left the bank for subscribers, in Rials."""
        return sum(self.orders[number][1] for number, state in self.states.items() if state.state == "paid")

    def _answer(self) -> None:
        self.knife.cut()
        if self.troubles:
            raise self.troubles.popleft()


class DatabaseUnderKnife(Database):
    """The records of a process that may be killed before, in and after each of its transactions."""

    def __init__(self, inner: Database, knife: Knife) -> None:
        self.inner, self.knife = inner, knife

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        self.knife.cut()
        with self.inner.transaction() as records:
            yield records
            self.knife.cut()
        self.knife.cut()
