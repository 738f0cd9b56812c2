"""Which amounts does the case have, and how did each come about (SLA-3.3, SLA-3.8, SLA-3.9, SLA-7.1)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as day

from cases.context import Context
from cases.statement import statement
from channels.case.rows import Rows, Section, remark
from channels.words import PAYOUT_PURPOSES, PAYOUT_STATES
from domain.charges import Bill
from domain.debt_plan import PlanKind
from domain.identifiers import Sheba
from domain.ledger import Account
from domain.money import Line, total
from domain.persian import date, digits, moment, rials
from domain.settlement import state_of
from domain.terms import Terms
from records.tables import DebtPlan, FiledTerms, Payment, Payout, RefundAccount, Request


@dataclass(frozen=True)
class Amounts:
    """An account with its lines."""

    title: str
    lines: Sequence[Line]
    total: int
    total_label: str
    example: bool


def accounts_of(context: Context, request: Request, terms: FiledTerms | None) -> tuple[Amounts, ...]:
    """Cost, estimate and closing account as they were filed, and what moved the subscriber's account."""
    quote = context.records.quotes.find(request.tracking_code)
    settlement = context.records.settlements.find(request.tracking_code)
    shown = (
        _bill("هزینه جمع‌آوری", "جمع هزینه", quote.quote) if quote else None,
        _estimate(terms.terms) if terms else None,
        _bill("صورتحساب پایانی", "مانده", settlement.account) if settlement else None,
    )
    filed = tuple(account for account in shown if account)
    return (*filed, *_movements(statement(context, request)))


def balance_of(context: Context, request: Request) -> str:
    """What is owed now, and by whom."""
    owed = context.records.ledger.balance(request.tracking_code, Account.SUBSCRIBER)
    return f"{rials(abs(owed))} ({state_of(owed).title})" if owed else "صفر"


def payments_of(context: Context, request: Request) -> Section:
    """What was paid."""
    payments = context.records.payments.of_case(request.tracking_code)
    return Section("پرداخت‌ها", tuple(map(_payment, payments)))


def plans_of(context: Context, request: Request) -> Section:
    """The arrangement for the debt that is in force."""
    plan = context.records.debt_plans.latest(request.tracking_code)
    return Section("ترتیب پرداخت بدهی", (_plan(plan),) if plan else ())


def payouts_of(context: Context, request: Request) -> Section:
    """What was or is to be paid back."""
    payouts = context.records.payouts.of_case(request.tracking_code)
    return Section("واریزها", tuple(map(_payout, payouts)))


def refund_account_of(context: Context, request: Request) -> Rows:
    """The account named last for a refund, and whether the bank took it."""
    named = context.records.refund_accounts.latest(request.tracking_code)
    return _refund_account(named) if named else {"شبا": "اعلام نشده"}


def payout_state(payout: Payout) -> str:
    """Where the money is, in words: asked for, on its way, paid, or not."""
    if payout.approved_by is None:
        return PAYOUT_STATES["requested"]
    return PAYOUT_STATES[payout.state]


def _bill(title: str, total_label: str, bill: Bill) -> Amounts:
    return Amounts(title, bill.lines, bill.total, total_label, bill.example)


def _estimate(terms: Terms) -> Amounts:
    return Amounts("برآورد حساب در شرایط اعلامی", terms.lines, terms.total, "برآورد مانده", terms.example)


def _movements(lines: Sequence[Line]) -> list[Amounts]:
    """All that was charged, paid and paid back; it explains the balance, and with it each refund."""
    if not lines:
        return []
    example = any(line.example for line in lines)
    return [Amounts("گردش حساب مشترک", lines, total(lines), "مانده‌ی اکنون", example)]


def _payment(payment: Payment) -> Rows:
    return {
        "مبلغ": rials(payment.amount),
        "زمان پرداخت": moment(payment.paid_at),
        "شماره پیگیری": payment.reference,
        **({"نسبت‌داده‌شده به دست": payment.placed_by} if payment.placed_by else {}),
    }


def _plan(plan: DebtPlan) -> Rows:
    parts = {
        f"قسط {digits(number)}": f"{rials(part['amount'])} تا {date(day.fromisoformat(part['due']))}"
        for number, part in enumerate(plan.parts, 1)
    }
    return {
        "ترتیب": PlanKind.of(plan.kind).title,
        **parts,
        **({"شماره مجوز": digits(plan.approval_number)} if plan.approval_number else {}),
        **remark(plan.reason),
        "تصمیم‌گیرنده": plan.decided_by,
        "زمان": moment(plan.decided_at),
    }


def _payout(payout: Payout) -> Rows:
    return {
        "بابت": PAYOUT_PURPOSES[payout.purpose],
        "مبلغ": rials(payout.amount),
        **({"شبا": Sheba(payout.sheba).formatted} if payout.sheba else {}),
        "وضعیت": payout_state(payout),
        "درخواست‌کننده": payout.requested_by,
        **({"تصمیم‌گیرنده": payout.approved_by} if payout.approved_by else {}),
        "زمان": moment(payout.filed_at),
        **({"شماره پیگیری بانک": payout.bank_reference} if payout.bank_reference else {}),
        **({"علت": payout.bank_reason} if payout.bank_reason else {}),
    }


def _refund_account(account: RefundAccount) -> Rows:
    rejected = {"نپذیرفتن بانک": account.rejected_because or "بی‌شرح"} if account.rejected_at else {}
    return {"شبا": Sheba(account.sheba).formatted, **rejected}
