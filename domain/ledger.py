"""Who owes whom, and why? Double entries that are only ever added to; a correction is a new entry.

A debit is positive, a credit negative. The subscriber's balance above zero is a debt, below zero a credit.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from domain.model import Frozen
from domain.money import Line, Rial, total


class Account(StrEnum):
    """The few accounts of a case."""

    SUBSCRIBER = "subscriber"
    REMOVAL_INCOME = "removal-income"
    ENERGY_INCOME = "energy-income"
    TAX = "tax"
    LEVY = "levy"
    BANK = "bank"
    ROUNDING = "rounding"
    WRITE_OFF = "write-off"
    CONNECTION_VALUE = "connection-value"
    PRIOR_DEBT = "prior-debt"
    UNMATCHED = "unmatched"
    TO_RETURN = "to-return"


LINE_ACCOUNTS: Final = {
    "removal-fee": Account.REMOVAL_INCOME,
    "tax": Account.TAX,
    "levy": Account.LEVY,
    "energy": Account.ENERGY_INCOME,
    "standing-charge": Account.ENERGY_INCOME,
    "meter-adjustment": Account.ENERGY_INCOME,
    "prior-debt": Account.PRIOR_DEBT,
    "connection-value": Account.CONNECTION_VALUE,
    "thousand-cut": Account.ROUNDING,
}
"""Where each line of a bill is posted: the closed list of what a subscriber can be charged with."""


class Posting(Frozen):
    """One side of an entry, in Rials."""

    account: Account
    amount: Rial


class Entry(Frozen):
    """What happened once; its debits equal its credits, or it does not exist."""

    kind: str
    postings: tuple[Posting, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _balances(self) -> Self:
        if sum(posting.amount for posting in self.postings) != 0:
            raise ValueError("the debits of an entry equal its credits")
        return self


def charge(kind: str, lines: Sequence[Line]) -> Entry:
    """Debits the subscriber with what the lines come to; each line credits its own account.

    A line that no account is known for is refused with a `ValueError`.
    """
    debit = Posting(account=Account.SUBSCRIBER, amount=total(lines))
    incomes = tuple(Posting(account=_account_of(line), amount=-line.amount) for line in lines)
    return Entry(kind=kind, postings=(debit, *incomes))


def payment_received(amount: int) -> Entry:
    """The bank has the subscriber's money (SLA-3.4, SLA-3.9)."""
    return _moved("payment-received", amount, debit=Account.BANK, credit=Account.SUBSCRIBER)


def unmatched(amount: int) -> Entry:
    """The bank has money that no open case asked for."""
    return _moved("unmatched-payment", amount, debit=Account.BANK, credit=Account.UNMATCHED)


def to_return(amount: int) -> Entry:
    """A credit that an end leaves leaves the subscriber's account and waits to be paid back."""
    return _moved("to-return", amount, debit=Account.SUBSCRIBER, credit=Account.TO_RETURN)


def reverse(entry: Entry, kind: str) -> Entry:
    """The entry that undoes the given one."""
    postings = tuple(posting.model_copy(update={"amount": -posting.amount}) for posting in entry.postings)
    return Entry(kind=kind, postings=postings)


def balance(entries: Iterable[Entry], account: Account) -> int:
    """What stands on the account after all these entries, in Rials."""
    postings = (posting for entry in entries for posting in entry.postings)
    return sum(posting.amount for posting in postings if posting.account is account)


def _account_of(line: Line) -> Account:
    if line.key not in LINE_ACCOUNTS:
        raise ValueError(f"no account is known for a line {line.key!r}")
    return LINE_ACCOUNTS[line.key]


def _moved(kind: str, amount: int, *, debit: Account, credit: Account) -> Entry:
    if amount <= 0:
        raise ValueError("money that moves is more than zero")
    postings = (Posting(account=debit, amount=amount), Posting(account=credit, amount=-amount))
    return Entry(kind=kind, postings=postings)
