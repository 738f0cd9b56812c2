"""Does the bank's file of a day hold what the bank told us by its calls? (SLA-3.4, SLA-3.9)

What it told already is a replay; what it did not tell is posted now, each payment in a transaction of its
own. Neither a difference nor a missing payment changes anything: both are for finance.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from cases.context import Context
from cases.pay import PaymentNotice, receive_payment
from cases.refusals import ReferenceReused
from domain.persian import TEHRAN
from gateways.payment_file import FiledPayment

Act = Callable[[], AbstractContextManager[Context]]
"""One transaction."""


@dataclass
class Comparison:
    """What the file brought; references are the bank's own."""

    posted: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    """Told before with another amount or other ids: what was told first stands."""

    missing: list[str] = field(default_factory=list)
    """Told by a call for a day of the file, and not in the file."""

    @property
    def agrees(self) -> bool:
        """Whether the file and the calls say the same."""
        return not self.differing and not self.missing


def import_payments(act: Act, payments: Sequence[FiledPayment]) -> Comparison:
    """Posts what was not told yet, and compares the rest; doing it again posts nothing."""
    found = Comparison()
    for payment in payments:
        _place_for(act, payment, found).append(payment.reference)
    found.missing += _missing(act, payments)
    return found


def _place_for(act: Act, payment: FiledPayment, found: Comparison) -> list[str]:
    try:
        with act() as context:
            is_known = receive_payment(context, PaymentNotice(**payment.model_dump()))
    except ReferenceReused:
        return found.differing
    return found.known if is_known else found.posted


def _missing(act: Act, payments: Sequence[FiledPayment]) -> list[str]:
    if not payments:
        return []
    begin, end = _days(payments)
    listed = {payment.reference for payment in payments}
    with act() as context:
        told = [payment.reference for payment in context.records.payments.paid_between(begin, end)]
    return [reference for reference in told if reference not in listed]


def _days(payments: Sequence[FiledPayment]) -> tuple[datetime, datetime]:
    """From the beginning of the file's first day in Tehran to the end of its last."""
    days = [payment.paid_at.astimezone(TEHRAN).date() for payment in payments]
    midnight = time(tzinfo=TEHRAN)
    return datetime.combine(min(days), midnight), datetime.combine(max(days) + timedelta(days=1), midnight)
