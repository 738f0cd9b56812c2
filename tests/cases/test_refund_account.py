"""An account for a credit is named when it is asked for, by who may act, and never by telephone."""

import pytest

from cases.refund_account import set_refund_account
from cases.refusals import (
    AccountRejected,
    AnsweredOtherwise,
    NotAsked,
    NotTheApplicant,
    PayoutPending,
    RefundAccountNotThroughThisChannel,
)
from cases.register import Caller
from cases.safekeeping import ask, read_answer
from domain.identifiers import Sheba
from domain.requests import Channel
from records.tables import Payout, RefundAccount
from tests.ground import STRANGER, SUBSCRIBER, Ground

ONE, OTHER = Sheba("IR062960000000100324200001"), Sheba("IR820620000000000000000001")


def name(
    ground: Ground,
    code: str,
    sheba: Sheba = ONE,
    national_id: str = SUBSCRIBER,
    channel: Channel = Channel.APP,
) -> bool:
    with ground.act() as context:
        return set_refund_account(context, code, national_id, sheba, Caller(channel, "user-1"))


def asked(ground: Ground) -> str:
    """A case in which the account has been asked for."""
    code = ground.register()
    with ground.act() as context:
        request = context.records.requests.lock(code)
        deadline = context.agreement.deadline("refund-account", context.now)
        ask(context, request, "refund-account", deadline)
    return code


def accounts(ground: Ground, code: str) -> RefundAccount:
    with ground.act() as context:
        account = context.records.refund_accounts.latest(code)
        assert account is not None
        return account


def test_an_account_that_was_asked_for_is_kept_with_who_named_it_and_answers_the_ask(ground: Ground) -> None:
    code = asked(ground)
    assert name(ground, code) is False
    assert (accounts(ground, code).sheba, accounts(ground, code).set_by) == (ONE, "user-1")
    with ground.act() as context:
        assert read_answer(context, context.records.requests.lock(code), "refund-account").answered


def test_the_answer_to_the_ask_does_not_hold_the_number(ground: Ground) -> None:
    code = asked(ground)
    name(ground, code)
    with ground.act() as context:
        row = context.records.asks.latest(code, "refund-account")
        assert row is not None
        assert row.answer == {"round": 1}


def test_the_same_account_again_is_a_replay_and_another_one_refused(ground: Ground) -> None:
    code = asked(ground)
    name(ground, code)
    assert name(ground, code) is True
    with pytest.raises(AnsweredOtherwise):
        name(ground, code, OTHER)


def test_nobody_names_an_account_that_was_not_asked_for(ground: Ground) -> None:
    code = ground.register()
    with pytest.raises(NotAsked):
        name(ground, code)


def test_after_the_deadline_the_account_is_not_asked_for_any_more(ground: Ground) -> None:
    code = asked(ground)
    ground.clock.move(days=90)
    with pytest.raises(NotAsked):
        name(ground, code)


def test_a_stranger_names_no_account(ground: Ground) -> None:
    code = asked(ground)
    with pytest.raises(NotTheApplicant):
        name(ground, code, national_id=STRANGER)


def test_by_telephone_no_account_is_named(ground: Ground) -> None:
    code = asked(ground)
    with pytest.raises(RefundAccountNotThroughThisChannel):
        name(ground, code, channel=Channel.PHONE)


def test_an_account_that_was_rejected_once_is_not_taken_again(ground: Ground) -> None:
    code = asked(ground)
    with ground.act() as context:
        rejected = RefundAccount(
            tracking_code=code,
            round=1,
            sheba=ONE,
            set_by="user-1",
            channel="app",
            set_at=context.now,
            rejected_at=context.now,
            rejected_because="closed",
        )
        context.records.refund_accounts.add(rejected)
    with pytest.raises(AccountRejected):
        name(ground, code)
    assert name(ground, code, OTHER) is False
    assert accounts(ground, code).round == 2


def test_while_a_payout_is_on_its_way_its_account_stays(ground: Ground) -> None:
    code = asked(ground)
    with ground.act() as context:
        payout = Payout(
            id="payout-1",
            tracking_code=code,
            purpose="refund",
            sheba=ONE,
            amount=1000,
            requested_by="finance",
            filed_at=context.now,
        )
        context.records.payouts.add(payout)
    with pytest.raises(PayoutPending):
        name(ground, code)
