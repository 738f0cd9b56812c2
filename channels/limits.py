"""How often may somebody be wrong? A few times freely, then each time after a longer pause.

Failures are rows of the records, because several processes serve and must count together; a name, an address
or a user is in them only as a keyed hash. Calls that run at once are judged by what was counted before them.
"""

import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from fastapi import Request

from cases.refusals import NotTheApplicant, UnknownCode
from channels.acts import carry_out
from channels.parts import Parts
from channels.refusals import UnknownKey
from domain.persian import digits
from domain.refusals import Refusal
from gateways.bank_signature import BadSignature
from records.tables import Attempt

WINDOW: Final = timedelta(minutes=15)
"""Older failures are forgotten; it is longer than every pause."""

WRONG: Final = (UnknownCode, NotTheApplicant, UnknownKey, BadSignature)
"""What somebody is told who guesses at a tracking code, a national id, a key or a signature."""


class TooManyFailures(Refusal):
    """Wrong codes or ids came one after the other; `seconds` is how long the next try must wait."""

    code = "too-many-failures"
    title = "کد یا شناسه‌ی نادرست پی‌درپی فرستاده شده است."
    remedy = "پس از زمانی که در Retry-After آمده است با کد و شناسه‌ی درست دوباره بفرستید."

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"تا {digits(seconds)} ثانیه‌ی دیگر پاسخی داده نمی‌شود.")


class TooManyRegistrations(TooManyFailures):
    """Requests were registered one after the other whose SMS all go to one mobile."""

    code = "too-many-registrations"
    title = "برای این شماره همراه یا این انشعاب پی‌درپی درخواست ثبت شده است."
    remedy = "پس از زمانی که در Retry-After آمده است همان را دوباره بفرستید."


@dataclass(frozen=True)
class Limit:
    """So many failures of the window are free; each further one doubles the pause, from one second on."""

    free: int
    longest: timedelta

    def pause(self, failures: int) -> timedelta:
        """How long after the last of so many failures the next try must wait."""
        beyond = failures - self.free
        if beyond < 0:
            return timedelta(0)
        return min(timedelta(seconds=2 ** min(beyond, 20)), self.longest)


ONE: Final = Limit(free=10, longest=timedelta(minutes=10))
"""For one person: a user of a channel, an address, a name at an address."""

MANY: Final = Limit(free=200, longest=timedelta(seconds=10))
"""For what many share, who must not shut each other out: a channel's key, a staff name, an address."""


FLOOD: Final = Limit(free=20, longest=timedelta(minutes=10))
"""For a mobile or a connection in whose name requests are registered: each sends an SMS to somebody."""

CLERK: Final = Limit(free=30, longest=timedelta(minutes=10))
"""For a member of the front desk who registers: no hand types two requests a minute for a whole window."""


@dataclass(frozen=True)
class Subject:
    """Whose failures are counted, told by a keyed hash, and how many are borne."""

    who: str
    limit: Limit


def subject(parts: Parts, limit: Limit, *words: str) -> Subject:
    """Whoever these words name together."""
    said = "\0".join(words).encode(errors="replace")
    return Subject(hmac.new(parts.session_secret.encode(), said, "sha256").hexdigest(), limit)


def address_of(request: Request) -> str:
    """The address that calls; behind our proxy the one that the proxy names."""
    return request.client.host if request.client else ""


def seconds_to_wait(parts: Parts, subjects: Sequence[Subject]) -> int:
    """Whole seconds until all of them may try again; 0 where none must wait."""
    return max(_seconds(parts, one) for one in subjects)


def count_failure(parts: Parts, subjects: Sequence[Subject]) -> None:
    """Writes the failure down for each of them, and forgets what is older than the window."""
    now = parts.clock()
    with parts.database.transaction() as records:
        records.attempts.forget(now - WINDOW)
        for one in subjects:
            records.attempts.add(Attempt(who=one.who, failed_at=now))


@contextmanager
def guesses_counted(parts: Parts, subjects: Sequence[Subject]) -> Iterator[None]:
    """Counts a try that ends with a wrong code or id; where one must wait, raises `TooManyFailures`."""
    if seconds := seconds_to_wait(parts, subjects):
        raise TooManyFailures(seconds)
    try:
        yield
    except WRONG:
        count_failure(parts, subjects)
        raise


def reached_by_sms(parts: Parts, mobile: str, bill_id: str) -> tuple[Subject, ...]:
    """Whom a registration sends an SMS, through whichever door it comes: the applicant and the subscriber."""
    return subject(parts, FLOOD, "mobile", mobile), subject(parts, FLOOD, "bill", bill_id)


def refuse_flood(parts: Parts, subjects: Sequence[Subject]) -> None:
    """Raises `TooManyRegistrations` where too many were counted for one of them."""
    if seconds := seconds_to_wait(parts, subjects):
        raise TooManyRegistrations(seconds)


def _seconds(parts: Parts, one: Subject) -> int:
    now = parts.clock()
    failures, last = carry_out(parts, lambda c: c.records.attempts.since(one.who, now - WINDOW))
    if last is None:
        return 0
    return max(0, ceil((last + one.limit.pause(failures) - now).total_seconds()))
