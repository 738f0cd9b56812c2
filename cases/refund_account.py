"""To which account does a credit go, and may it still be named? (SLA-3.8, SLA-7.1)"""

from cases.context import Context
from cases.identity import act_for_applicant
from cases.refusals import (
    AccountRejected,
    AnsweredOtherwise,
    NotAsked,
    PayoutPending,
    RefundAccountNotThroughThisChannel,
)
from cases.register import Caller
from cases.safekeeping import answer
from domain.agreement import Agreement, Right
from domain.identifiers import Sheba
from domain.requests import Channel
from records.tables import Ask, RefundAccount, Request


def set_refund_account(context: Context, code: str, national_id: str, sheba: Sheba, caller: Caller) -> bool:
    """Names the account that was asked for; True says that the same one had been named before.

    Raises `RefundAccountNotThroughThisChannel`, `NotAsked`, `PayoutPending`, `AnsweredOtherwise` and
    `AccountRejected`.
    """
    _judge_channel(context.agreement, caller.channel)
    request = act_for_applicant(context.records, code, national_id)
    ask = context.records.asks.latest(request.tracking_code, "refund-account")
    if ask is None:
        raise NotAsked
    if ask.answered_at is not None:
        return _replay(context, request, sheba)
    _judge(context, request, ask, sheba)
    account = _file(context, request, sheba, caller)
    answer(context.records, request, ask, {"round": account.round}, context.now)
    return False


def _judge_channel(agreement: Agreement, channel: Channel) -> None:
    rights = agreement.channels.get(channel)
    if rights is None or Right.NAME_REFUND_ACCOUNT not in rights.may:
        raise RefundAccountNotThroughThisChannel


def _replay(context: Context, request: Request, sheba: Sheba) -> bool:
    named = context.records.refund_accounts.in_force(request.tracking_code)
    if named is not None and named.sheba == sheba:
        return True
    raise PayoutPending if context.records.payouts.pending(request.tracking_code) else AnsweredOtherwise


def _judge(context: Context, request: Request, ask: Ask, sheba: Sheba) -> None:
    if context.records.payouts.pending(request.tracking_code):
        raise PayoutPending
    if ask.closed_at is not None or context.now > ask.deadline:
        raise NotAsked
    if sheba in context.records.refund_accounts.rejected(request.tracking_code):
        raise AccountRejected


def _file(context: Context, request: Request, sheba: Sheba, caller: Caller) -> RefundAccount:
    latest = context.records.refund_accounts.latest(request.tracking_code)
    account = RefundAccount(
        tracking_code=request.tracking_code,
        round=latest.round + 1 if latest else 1,
        sheba=sheba,
        set_by=caller.user,
        channel=caller.channel,
        set_at=context.now,
    )
    context.records.refund_accounts.add(account)
    return account
