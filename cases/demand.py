"""How is a payment asked for, so that the money can only mean this one thing? (SLA-3.3, SLA-3.9)"""

from dataclasses import dataclass
from datetime import datetime

import jdatetime

from cases.context import Context
from cases.debt import deadline_of, next_part
from cases.outbox import file_notice
from cases.settle import closing_account_of, owed
from domain import ledger, persian
from domain.agreement import AskKind
from domain.identifiers import BillId, PaymentId
from domain.money import round_down
from domain.persian import TEHRAN
from domain.settlement import BalanceState
from engine.topics import Poison
from records.tables import Ask, Request

LAST_PERIOD = 99


class NoPeriodLeft(Poison):
    """No payment id names one ask any more."""

    def __init__(self) -> None:
        super().__init__("all 99 payment periods of this bill id are used")


@dataclass(frozen=True)
class Demand:
    """What is asked of the subscriber next: for which kind of ask, how much, in whole Rials, until when."""

    kind: AskKind
    amount: int
    deadline: datetime


def next_demand(context: Context, request: Request) -> Demand:
    """The removal's cost before the removal; after it the plan's next part, or else the whole debt."""
    if context.records.settlements.find(request.tracking_code) is None:
        amount = context.records.quotes.get(request.tracking_code).quote.payable
        return Demand("payment", amount, context.agreement.deadline("payment", context.now))
    part = next_part(context, request)
    debt, _ = round_down(max(owed(context, request), 0))
    return Demand("debt-payment", part.amount if part else debt, deadline_of(context, part))


def bill_the_cost(context: Context, request: Request) -> None:
    """Charges the quoted cost to the subscriber's account, line by line."""
    quote = context.records.quotes.get(request.tracking_code).quote
    context.records.ledger.post(
        ledger.charge("removal-cost", quote.lines), request.tracking_code, context.now
    )


def payment_ids(context: Context, request: Request, amount: int) -> tuple[BillId, PaymentId]:
    """The connection's bill id and a payment id under the next period that was never used."""
    bill_id = BillId(request.bill_id)
    context.records.asks.hold("period-of", bill_id)
    period = context.records.asks.payments_asked(bill_id) + 1
    if period > LAST_PERIOD:
        raise NoPeriodLeft
    year = jdatetime.date.fromgregorian(date=context.now.astimezone(TEHRAN).date()).year
    return bill_id, PaymentId.compose(bill_id, amount, year, period)


def payment_values(ask: Ask) -> dict[str, str]:
    """What every notice about a payment says: amount, ids, last day."""
    return {
        "amount": persian.amount(ask.amount or 0),
        "bill": persian.digits(ask.bill_id or ""),
        "pay": persian.digits(ask.payment_id or ""),
        "date": persian.date(ask.deadline),
    }


def announce(context: Context, request: Request, ask: Ask) -> None:
    """Tells the subscriber what to pay: the cost, the debt with its status (SLA-3.8), a plan's next part."""
    values = payment_values(ask)
    if ask.kind == "payment":
        file_notice(context, request, "cost-announced", values)
    elif context.records.debt_plans.latest(request.tracking_code) is not None:
        file_notice(context, request, "debt-part-due", values)
    else:
        debt = persian.amount(closing_account_of(context, request).consumption_debt)
        file_notice(
            context, request, "settlement-due", {**values, "debt": debt, "state": BalanceState.DEBTOR.title}
        )
