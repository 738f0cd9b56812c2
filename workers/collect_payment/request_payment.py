"""Asks the subscriber for a payment: ids, amount, deadline, all announced at once (SLA-3.3, SLA-3.9)."""

from cases.context import Context
from cases.demand import announce, bill_the_cost, payment_ids
from cases.safekeeping import ask
from cases.settle import Demand, next_demand
from cases.waiting import WaitOutput, wait_of
from engine.topics import TaskInput, topic
from records.tables import Ask, Request


class Input(TaskInput):
    """Nothing but the case."""


@topic("request-payment")
def request_payment(task: Input, context: Context) -> WaitOutput:
    """The cost before the removal, the debt after it; the two ids name this ask for ever."""
    request = context.records.requests.get(task.tracking_code)
    demand = next_demand(context, request)
    if demand.kind == "payment":
        bill_the_cost(context, request)
    row = _ask(context, request, demand)
    announce(context, request, row)
    return wait_of(context, row)


def _ask(context: Context, request: Request, demand: Demand) -> Ask:
    bill_id, payment_id = payment_ids(context, request, demand.amount)
    deadline = context.agreement.deadline(demand.kind, context.now)
    return ask(
        context, request, demand.kind, deadline, amount=demand.amount, bill_id=bill_id, payment_id=payment_id
    )
