"""Until when may an applicant withdraw, and what was a withdrawal worth in the end? (SLA-4.2)"""

from datetime import datetime
from typing import Final

from cases.context import Context
from cases.identity import act_for_applicant
from cases.outbox import file_notice
from cases.refusals import TooLateToWithdraw
from cases.register import Caller
from cases.safekeeping import ring
from engine.topics import Poison
from records.tables import Request, Withdrawal

MESSAGE: Final = "withdrawal-submitted"


class AcceptedBeforeTheRemoval(Poison):
    """The crew removed a connection whose removal had been withdrawn: supervision must decide."""

    def __init__(self) -> None:
        super().__init__("a withdrawal had been accepted when the crew reported the removal")


def withdraw(context: Context, code: str, national_id: str, caller: Caller, reason: str) -> bool:
    """Accepts the withdrawal; True says that the request had been withdrawn before, for whatever reason.

    Possible until the removal is recorded, also after consent. Raises `TooLateToWithdraw`.
    """
    request = act_for_applicant(context.records, code, national_id)
    earlier = context.records.withdrawals.find(request.tracking_code)
    if earlier is not None and earlier.judged_as != "void":
        return True
    if earlier is not None or _is_over(context, request):
        raise TooLateToWithdraw
    context.records.withdrawals.add(
        Withdrawal(
            tracking_code=request.tracking_code,
            submitted_at=context.now,
            channel=caller.channel,
            submitted_by=caller.user,
            reason=reason,
        )
    )
    ring(context.records, request, MESSAGE, context.now)
    return False


def is_withdrawn(context: Context, request: Request) -> bool:
    """Whether a withdrawal was accepted that nothing made void."""
    withdrawal = context.records.withdrawals.find(request.tracking_code)
    return withdrawal is not None and withdrawal.judged_as != "void"


def end_by_withdrawal(context: Context, request: Request) -> None:
    """The withdrawal counted: the request ends by it."""
    withdrawal = context.records.withdrawals.find(request.tracking_code)
    if withdrawal is not None:
        withdrawal.judged_as, withdrawal.judged_at = "accepted", context.now


def judge_after_removal(context: Context, request: Request, removed_at: datetime) -> None:
    """A withdrawal that came after the crew's answer of `removed_at` is void, and the applicant told so.

    Raises `AcceptedBeforeTheRemoval` for one that came before it.
    """
    withdrawal = context.records.withdrawals.find(request.tracking_code)
    if withdrawal is None or withdrawal.judged_as is not None:
        return
    if withdrawal.submitted_at < removed_at:
        raise AcceptedBeforeTheRemoval
    withdrawal.judged_as, withdrawal.judged_at = "void", context.now
    context.records.bells.stop(request.tracking_code, context.now, message=MESSAGE)
    file_notice(context, request, "withdrawal-void", {})


def _is_over(context: Context, request: Request) -> bool:
    removed = context.records.removals.accepted(request.tracking_code) is not None
    return removed or request.ended_at is not None
