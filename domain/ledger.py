"""Who owes whom, and why? Double entries that are only ever added to; a correction is a new entry.

A debit is positive, a credit negative. The subscriber's balance above zero is a debt, below zero a credit.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from domain.model import Frozen
from domain.money import PAYABLE_UNIT, Line, Rial, total


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
    DAMAGE_INCOME = "damage-income"
    PAYOUT = "payout-pending"


LINE_ACCOUNTS: Final = {
    "removal-fee": Account.REMOVAL_INCOME,
    "tax": Account.TAX,
    "levy": Account.LEVY,
    "energy": Account.ENERGY_INCOME,
    "standing-charge": Account.ENERGY_INCOME,
    "meter-adjustment": Account.ENERGY_INCOME,
    "prior-debt": Account.PRIOR_DEBT,
    "connection-value": Account.CONNECTION_VALUE,
    "damage": Account.DAMAGE_INCOME,
    "damage-tax": Account.TAX,
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


def write_off(amount: int) -> Entry:
    """A debt is given up, on an approval number of supervision (SLA-3.9)."""
    return _moved("write-off", amount, debit=Account.WRITE_OFF, credit=Account.SUBSCRIBER)


def thousand_cut(amount: int) -> Entry:
    """The Rials below a thousand that no payment id can carry are given up without anybody's approval."""
    if amount >= PAYABLE_UNIT:
        raise ValueError("a debt of a thousand Rials or more is not cut")
    return _moved("thousand-cut", amount, debit=Account.ROUNDING, credit=Account.SUBSCRIBER)


def payout_pending(amount: int, source: Account) -> Entry:
    """Money is on its way out, before the bank is called: from then on it is owed no second time (SLA-7.1).

    `source` is where it was owed: a refund's the subscriber, `to-return`, or `unmatched`.
    """
    return _moved("payout-pending", amount, debit=source, credit=Account.PAYOUT)


def payout_posted(amount: int) -> Entry:
    """The bank has confirmed a payout."""
    return _moved("payout-posted", amount, debit=Account.PAYOUT, credit=Account.BANK)


def payout_void(amount: int, source: Account) -> Entry:
    """The bank has rejected a payout: the money is owed again where it was before."""
    return _moved("payout-void", amount, debit=Account.PAYOUT, credit=source)


def unmatched_placed(amount: int) -> Entry:
    """Finance has found whose money it was: it counts as that subscriber's payment."""
    return _moved("unmatched-placed", amount, debit=Account.UNMATCHED, credit=Account.SUBSCRIBER)


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
