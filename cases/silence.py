"""From when does silence count as no agreement? From a proven notice (SLA-3.7, our reading)."""

from cases.context import Context
from cases.outbox import file_notice
from cases.safekeeping import extend
from cases.unreachable import notice_undeliverable
from cases.waiting import next_opening
from domain import persian
from records.tables import Ask, Request

TERMS_NOTICES = frozenset({"terms-announced", "terms-reminder"})


def postpone_unproven(context: Context, request: Request) -> Ask | None:
    """A passed deadline that no notice is proven for moves on by a full term; the ask, or None.

    The applicant is told the new date, in office hours, and is to be called about it.
    """
    ask = context.records.asks.open(request.tracking_code, "consent")
    if ask is None or ask.answered_at is not None or ask.proven_at is not None or context.now < ask.deadline:
        return None
    extend(context, request, ask, context.agreement.deadline("consent", context.now))
    values = {"date": persian.date(ask.deadline)}
    opening = next_opening(context.agreement.calendar, context.now)
    notice = file_notice(context, request, "terms-reminder", values, not_before=opening)
    notice_undeliverable(context.records, notice, context.now)
    return ask


def prove_by_call(context: Context, request: Request, notice_id: int) -> None:
    """Somebody told the applicant the terms that this notice did not bring: they get a full term from now."""
    ask = context.records.asks.open(request.tracking_code, "consent")
    if ask is None or ask.proven_at is not None or not _is_about(context, ask, notice_id):
        return
    ask.proven_at = context.now
    if ask.answered_at is None:
        deadline = context.agreement.deadline("consent", context.now)
        extend(context, request, ask, max(ask.deadline, deadline))


def _is_about(context: Context, ask: Ask, notice_id: int) -> bool:
    notice = context.records.outbox.get(notice_id)
    return notice.template in TERMS_NOTICES and notice.filed_at >= ask.opened_at
