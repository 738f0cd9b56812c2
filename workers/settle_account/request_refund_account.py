"""Asks the subscriber for the account that the credit is to be paid to (SLA-3.8)."""

from cases.context import Context
from cases.outbox import file_notice
from cases.safekeeping import ask
from cases.settle import owed
from cases.waiting import WaitOutput, wait_of
from domain import persian
from engine.topics import TaskInput, topic


class Input(TaskInput):
    """Nothing but the case."""


@topic("request-refund-account")
def request_refund_account(task: Input, context: Context) -> WaitOutput:
    """A new ask each round; ask and notice are written together."""
    request = context.records.requests.get(task.tracking_code)
    row = ask(context, request, "refund-account", context.agreement.deadline("refund-account", context.now))
    values = {"amount": persian.amount(-owed(context, request)), "date": persian.date(row.deadline)}
    file_notice(context, request, "refund-account-needed", values)
    return wait_of(context, row)
