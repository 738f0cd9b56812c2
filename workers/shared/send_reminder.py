"""Reminds the subscriber of what is still asked, and falls silent after the last time (SLA-3.4, SLA-3.6)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from cases.context import Context
from cases.demand import payment_values
from cases.documents import kinds_in_words, missing_kinds
from cases.outbox import file_notice
from cases.settle import owed
from cases.waiting import office_time
from domain import persian
from engine.topics import TaskInput, topic
from records.tables import Ask, Request


class Input(TaskInput):
    """Nothing but the case: what is open stands in the records."""


@topic("send-reminder")
def send_reminder(task: Input, context: Context) -> None:
    """Nothing is said once the ask is answered or its reminders are used up, nor out of office hours.

    What falls on a closed day is left to the cycle's next turn, and counts for nothing.
    """
    request = context.records.requests.get(task.tracking_code)
    ask = context.records.asks.open(request.tracking_code)
    if ask is None or ask.answered_at is not None:
        return
    moment = office_time(context.agreement.calendar, context.now)
    if moment is not None and ask.reminders < context.agreement.reminders(ask.kind).most:
        ask.reminders += 1
        _remind(context, request, ask, moment)


def _remind(context: Context, request: Request, ask: Ask, moment: datetime) -> None:
    key, values = REMINDERS[ask.kind]
    file_notice(context, request, key, values(context, request, ask), not_before=moment)


def _documents(context: Context, request: Request, ask: Ask) -> Mapping[str, str]:
    missing = kinds_in_words(missing_kinds(context, request))
    return {"date": persian.date(ask.deadline), "documents": missing}


def _payment(_context: Context, _request: Request, ask: Ask) -> Mapping[str, str]:
    return payment_values(ask)


def _terms(_context: Context, _request: Request, ask: Ask) -> Mapping[str, str]:
    return {"date": persian.date(ask.deadline)}


def _refund_account(context: Context, request: Request, ask: Ask) -> Mapping[str, str]:
    return {"date": persian.date(ask.deadline), "amount": persian.amount(-owed(context, request))}


REMINDERS: Final[Mapping[str, tuple[str, Callable[[Context, Request, Ask], Mapping[str, str]]]]] = {
    "documents": ("documents-reminder", _documents),
    "payment": ("payment-reminder", _payment),
    "debt-payment": ("payment-reminder", _payment),
    "consent": ("terms-reminder", _terms),
    "refund-account": ("refund-account-reminder", _refund_account),
}
"""For each kind of ask the notice that recalls it, and what that says."""
