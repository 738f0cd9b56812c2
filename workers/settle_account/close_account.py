"""Closes the account, at balance zero and with no payout on its way only (SLA-3.9, SLA-7.1)."""

from typing import Literal

from cases.billing import tell_closing
from cases.context import Context
from cases.settle import owed
from engine.topics import TaskInput, TaskOutput, topic


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Whether the account is closed, or something moved it in the meantime."""

    outcome: Literal["closed", "changed"]


@topic("close-account")
def close_account(task: Input, context: Context) -> Output:
    """Money that came since the reconciliation sends the case round again."""
    request = context.records.requests.get(task.tracking_code)
    if owed(context, request) != 0 or context.records.payouts.pending(request.tracking_code):
        return Output(outcome="changed")
    request.account_closed_at = context.now
    tell_closing(context, request)
    return Output(outcome="closed")
