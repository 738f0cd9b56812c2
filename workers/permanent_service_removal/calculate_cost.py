"""Calculates what the removal costs and files it as a quote (SLA-3.3, SLA-5.1)."""

from cases.context import Context
from domain.cost import removal_cost
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import FiledQuote


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Whether there is anything to pay."""

    payment_needed: bool


@topic("calculate-cost")
def calculate_cost(task: Input, context: Context) -> Output:
    """A figure that the agreement data lack is an incident that names it, never a refusal."""
    request = context.records.requests.get(task.tracking_code)
    tariff = context.agreement.tariff(context.now)
    quote = removal_cost(context.records.connections.get(request.bill_id), tariff)
    context.records.quotes.add(
        FiledQuote(tracking_code=request.tracking_code, quote=quote, filed_at=context.now)
    )
    return Output(payment_needed=quote.payable > 0)
