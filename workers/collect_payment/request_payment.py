"""Asks the subscriber for a payment: ids, amount, deadline, all announced at once (SLA-3.3, SLA-3.9)."""

from datetime import timedelta

from cases.context import Context
from cases.demand import Demand, announce, bill_the_cost, next_demand, payment_ids
from cases.pay import answer_if_paid
from cases.safekeeping import ask
from cases.waiting import WaitOutput, first_opening, wait_of
from domain.persian import TEHRAN
from engine.topics import TaskInput, topic
from records.tables import Ask, Request

USUAL_WAIT = timedelta(days=21)
"""In a wait of this length reminders begin with it; in a longer one they are kept for its end."""


class Input(TaskInput):
    """Nothing but the case."""


@topic("request-payment")
def request_payment(task: Input, context: Context) -> WaitOutput:
    """The cost before the removal, the debt after it; the two ids name this ask for ever.

    What was paid in the meantime is not asked for again: its ask is answered as it is opened.
    """
    request = context.records.requests.get(task.tracking_code)
    demand = next_demand(context, request)
    if demand.kind == "payment":
        bill_the_cost(context, request)
    row = _ask(context, request, demand)
    if not answer_if_paid(context, request, row):
        announce(context, request, row)
    return _recalled_near_its_day(context, row)


def _recalled_near_its_day(context: Context, row: Ask) -> WaitOutput:
    """A part of a plan that is due in months is recalled in its last days, not in the first of the wait."""
    wait, recall = wait_of(context, row), context.agreement.reminders(row.kind)
    first = (row.deadline - timedelta(days=recall.every_days * recall.most)).astimezone(TEHRAN).date()
    if row.deadline - context.now <= USUAL_WAIT:
        return wait
    starts = first_opening(context.agreement.calendar, first)
    return wait.model_copy(update={"reminders": f"R/{starts.isoformat()}/P{recall.every_days}D"})


def _ask(context: Context, request: Request, demand: Demand) -> Ask:
    ids: dict[str, str] = {}
    if demand.amount:
        ids["bill_id"], ids["payment_id"] = payment_ids(context, request, demand.amount)
    return ask(context, request, demand.kind, demand.deadline, amount=demand.amount, **ids)
