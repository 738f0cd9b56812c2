"""How is a debt paid once its deadline has passed, by a plan that finance made? (SLA-3.9)"""

from datetime import date, datetime

from cases.context import Context
from cases.outbox import file_notice
from cases.settle import owed
from domain import debt_plan, ledger, persian
from domain.agreement import END_OF_DAY
from domain.debt_plan import Decision, Part, PlanKind
from domain.money import PAYABLE_UNIT, round_down
from domain.persian import TEHRAN
from records.tables import DebtPlan, Request

TOO_SMALL = "بدهی برای این شمار قسط کم است: هر قسط دست‌کم ۱٬۰۰۰ ریال است."


def is_overdue(context: Context, request: Request) -> bool:
    """Whether the last demand for the debt expired, and nobody has arranged anything since."""
    asked = context.records.asks.latest(request.tracking_code, "debt-payment")
    if asked is None or asked.closed_at is None or asked.closed_as != "expired":
        return False
    plan = context.records.debt_plans.latest(request.tracking_code)
    return plan is None or plan.decided_at < asked.closed_at


def next_part(context: Context, request: Request) -> Part | None:
    """What the plan in force asks for next, less what was paid towards it; None where no plan does.

    Parts are paid in their order, so that whatever came in since counts for the earliest.
    """
    plan = context.records.debt_plans.latest(request.tracking_code)
    parts = [Part.model_validate(part) for part in plan.parts] if plan is not None else []
    left, _ = round_down(owed(context, request))
    paid = max(sum(part.amount for part in parts) - left, 0)
    for part in parts:
        if paid < part.amount:
            return part.model_copy(update={"amount": min(part.amount - paid, left)})
        paid -= part.amount
    return None


def deadline_of(context: Context, part: Part | None) -> datetime:
    """The end of the part's own day, where that is still to come; else the agreement's deadline."""
    own = datetime.combine(part.due, END_OF_DAY, TEHRAN) if part is not None else context.now
    return own if own > context.now else context.agreement.deadline("debt-payment", context.now)


def doubts(context: Context, request: Request, decision: Decision) -> list[str]:
    """Say in Persian, for finance, whatever keeps the decision from being carried out."""
    found = debt_plan.doubts(decision)
    if not found and decision.kind is PlanKind.INSTALMENTS:
        return [TOO_SMALL] if _payable(context, request) < _least(decision) else []
    return found


def arrange(context: Context, request: Request, decision: Decision, by: str) -> None:
    """Files the plan, whose parts are then asked for one by one; a write-off ends the debt at once.

    The write-off rests on supervision's approval number, which the plan keeps.
    """
    if decision.kind is None:
        raise ValueError("a plan has a kind")
    parts = _parts(context, request, decision)
    if decision.kind is PlanKind.WRITE_OFF:
        context.records.ledger.post(
            ledger.write_off(owed(context, request)), request.tracking_code, context.now
        )
    _file(context, request, decision, parts, by)
    if parts:
        _tell(context, request, parts[0])


def _parts(context: Context, request: Request, decision: Decision) -> tuple[Part, ...]:
    amount, today = _payable(context, request), _today(context)
    match decision.kind:
        case PlanKind.EXTENSION:
            days = decision.extension_days or 0
            return debt_plan.extension(amount, today, days, context.agreement.calendar)
        case PlanKind.INSTALMENTS:
            first = context.agreement.deadline("debt-payment", context.now).astimezone(TEHRAN).date()
            return debt_plan.instalments(amount, decision.instalment_count or 0, first)
        case PlanKind.REFERRAL:
            return (Part(due=context.agreement.collected_by(today), amount=amount),)
    return ()


def _file(context: Context, request: Request, decision: Decision, parts: tuple[Part, ...], by: str) -> None:
    context.records.debt_plans.add(
        DebtPlan(
            tracking_code=request.tracking_code,
            round=context.records.debt_plans.rounds(request.tracking_code) + 1,
            kind=decision.kind,
            parts=[part.model_dump(mode="json") for part in parts],
            approval_number=decision.approval_number.strip() or None,
            reason=decision.reason,
            decided_by=by,
            decided_at=context.now,
        )
    )


def _tell(context: Context, request: Request, first: Part) -> None:
    values = {"amount": persian.amount(first.amount), "date": persian.date(first.due)}
    file_notice(context, request, "debt-arranged", values)


def _payable(context: Context, request: Request) -> int:
    return round_down(owed(context, request))[0]


def _least(decision: Decision) -> int:
    return (decision.instalment_count or 0) * PAYABLE_UNIT


def _today(context: Context) -> date:
    return context.now.astimezone(TEHRAN).date()
