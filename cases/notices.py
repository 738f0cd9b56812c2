"""What do the notices say that the model sends? Each reads its values in the records."""

from collections.abc import Callable, Mapping

from cases.context import Context
from cases.visits import absences
from domain import persian
from domain.eligibility import Ineligibility
from records.tables import Request

Values = Callable[[Context, Request], Mapping[str, str]]


def values_of(key: str, context: Context, request: Request) -> Mapping[str, str]:
    """The values of that notice for that case; a key that the models do not send is a `KeyError`."""
    return VALUES[key](context, request)


def _visit_by(context: Context, step: str) -> str:
    target = context.agreement.step(step).working_days
    return persian.date(context.agreement.calendar.due(context.now, target))


def _payment_received(context: Context, request: Request) -> Mapping[str, str]:
    ask = context.records.asks.latest(request.tracking_code, "payment")
    paid = sum(payment.amount for payment in context.records.payments.of_ask(ask.id)) if ask else 0
    return {"amount": persian.amount(paid), "date": _visit_by(context, "test-meter")}


def _cost_free(context: Context, _request: Request) -> Mapping[str, str]:
    return {"date": _visit_by(context, "test-meter")}


def _consent_recorded(context: Context, _request: Request) -> Mapping[str, str]:
    return {"date": _visit_by(context, "remove-connection")}


def _not_eligible(_context: Context, request: Request) -> Mapping[str, str]:
    return {"reason": Ineligibility(request.reason or "").title}


def _deadline(kind: str) -> Values:
    def values(context: Context, request: Request) -> Mapping[str, str]:
        ask = context.records.asks.latest(request.tracking_code, kind)
        return {"date": persian.date(ask.deadline) if ask else ""}

    return values


def _documents_rejected(context: Context, request: Request) -> Mapping[str, str]:
    """A rejection or a deadline that passed; the reviewer's own words may name people and go by no SMS."""
    review = context.records.documents.review(request.tracking_code)
    is_rejected = review is not None and review.decision == "rejected"
    return {"reason": "مدارک پذیرفته نشد" if is_rejected else "مدارک تا پایان مهلت نرسید"}


def _no_access(context: Context, request: Request) -> Mapping[str, str]:
    return {"n": persian.digits(absences(context, request))}


def _nothing_more(_context: Context, _request: Request) -> Mapping[str, str]:
    return {}


VALUES: Mapping[str, Values] = {
    "payment-received": _payment_received,
    "cost-free": _cost_free,
    "consent-recorded": _consent_recorded,
    "result-issued": _nothing_more,
    "archived-not-eligible": _not_eligible,
    "archived-unpaid": _deadline("payment"),
    "archived-refused": _nothing_more,
    "archived-no-answer": _deadline("consent"),
    "archived-documents": _documents_rejected,
    "archived-withdrawn": _nothing_more,
    "archived-no-access": _no_access,
}
