"""Reminds the subscriber of what is still asked, and falls silent after the last time (SLA-3.4, SLA-3.6)."""

from cases.context import Context
from cases.demand import payment_values
from cases.outbox import file_notice
from domain import persian
from engine.topics import TaskInput, topic
from records.tables import Ask, Request


class Input(TaskInput):
    """Nothing but the case: what is open stands in the records."""


@topic("send-reminder")
def send_reminder(task: Input, context: Context) -> None:
    """Nothing is said once the ask is answered or its reminders are used up."""
    request = context.records.requests.get(task.tracking_code)
    ask = context.records.asks.open(request.tracking_code)
    if ask is None or ask.answered_at is not None:
        return
    if ask.reminders < context.agreement.reminders(ask.kind).most:
        ask.reminders += 1
        _remind(context, request, ask)


def _remind(context: Context, request: Request, ask: Ask) -> None:
    if ask.kind == "consent":
        file_notice(context, request, "terms-reminder", {"date": persian.date(ask.deadline)})
    else:
        file_notice(context, request, "payment-reminder", payment_values(ask))
