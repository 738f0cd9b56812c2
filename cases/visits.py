"""What happens after a visit that came to nothing? Another one, at most so many times (SLA-3.5, SLA-3.8)."""

from cases.context import Context
from cases.outbox import file_notice
from domain import persian
from domain.visits import VisitPurpose, VisitResult, is_exhausted
from records.tables import Request, Step, Visit

NOTICES = {VisitResult.NO_ACCESS: "visit-failed", VisitResult.NOT_SAFE: "visit-postponed"}
REASONS = {
    VisitResult.NO_ACCESS: "در مراجعه‌ی پیشین دسترسی به کنتور نبود.",
    VisitResult.NOT_SAFE: "در مراجعه‌ی پیشین کار در محل ایمن نبود.",
}


def vain(result: str | None) -> VisitResult | None:
    """The result of a visit in vain; None for any other, and for what is no result at all."""
    return VisitResult(result) if result in set(REASONS) else None


def file_visit(
    context: Context,
    request: Request,
    purpose: VisitPurpose,
    result: VisitResult,
    by: str,
    remarks: str | None,
) -> bool:
    """Files a visit in vain; True says that nobody comes again, since the subscriber was absent too often."""
    earlier = context.records.visits.of_case(request.tracking_code, purpose)
    context.records.visits.add(
        Visit(
            tracking_code=request.tracking_code,
            purpose=purpose,
            round=len(earlier) + 1,
            result=result,
            remarks=remarks or "",
            recorded_by=by,
            filed_at=context.now,
        )
    )
    results = [*(VisitResult(visit.result) for visit in earlier), result]
    return is_exhausted(results, context.agreement.most_visits(purpose))


def announce_next_visit(
    context: Context, request: Request, purpose: VisitPurpose, step: Step
) -> VisitResult | None:
    """Tells the subscriber by when somebody comes again, if the step's last round was in vain; how it was."""
    result = _last_result(context, request, purpose, step)
    if result is not None:
        file_notice(context, request, NOTICES[result], {"date": persian.date(step.due)})
    return result


def absences(context: Context, request: Request) -> int:
    """How often the subscriber was absent, for the purpose of the last visit."""
    visits = context.records.visits.of_case(request.tracking_code)
    return sum(
        visit.purpose == visits[-1].purpose and visit.result == VisitResult.NO_ACCESS for visit in visits
    )


def _last_result(context: Context, request: Request, purpose: VisitPurpose, step: Step) -> VisitResult | None:
    """The result of the visit that ended the round before this one."""
    visits = context.records.visits.of_case(request.tracking_code, purpose)
    before = context.records.steps.round(request.tracking_code, step.step, step.round - 1)
    if not visits or before is None or visits[-1].filed_at != before.closed_at:
        return None
    return VisitResult(visits[-1].result)
