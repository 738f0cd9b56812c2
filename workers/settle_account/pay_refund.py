"""Has the bank told to pay the credit that was set aside, and waits for its answer (SLA-3.8)."""

from cases.context import Context
from cases.payouts import order, reserved_refund
from cases.safekeeping import ask
from cases.settle import NotSettledYet
from cases.waiting import QuietWaitOutput, quiet_wait_of
from engine.topics import TaskInput, topic


class Input(TaskInput):
    """Nothing but the case: amount and account stand in the records."""


@topic("pay-refund")
def pay_refund(task: Input, context: Context) -> QuietWaitOutput:
    """Only what finance approved is ordered; the sender calls the bank after the commit."""
    request = context.records.requests.get(task.tracking_code)
    payout = reserved_refund(context.records, request.tracking_code)
    if payout is None:
        raise NotSettledYet("the records hold no approved refund")
    row = ask(
        context,
        request,
        "payout",
        context.agreement.deadline("payout", context.now),
        amount=payout.amount,
    )
    order(context, payout)
    return quiet_wait_of(context, row)
