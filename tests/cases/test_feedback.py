"""Whoever came may say what they thought of it, once, when it is over."""

import pytest

from cases.feedback import give_feedback
from cases.refusals import BadRating, NotEndedYet, OpinionGiven
from cases.register import Caller
from domain.requests import Channel
from tests.ground import STRANGER, Ground


def give(ground: Ground, code: str, rating: int = 2, comment: str = "دیر شد") -> bool:
    with ground.act() as context:
        return give_feedback(context, code, rating, comment, Caller(Channel.PHONE, "user-1")).replayed


def test_who_was_turned_away_is_heard_too(ground: Ground) -> None:
    code = ground.register(national_id=STRANGER)
    ground.do("check-eligibility", code)
    ground.do("archive-request", code, reason="not-eligible")
    give(ground, code)
    with ground.act() as context:
        (opinion,) = context.records.opinions.all()
        assert (opinion.rating, opinion.comment, opinion.channel) == (2, "دیر شد", "phone")


def test_nobody_is_heard_before_the_end(ground: Ground) -> None:
    code = ground.register()
    with pytest.raises(NotEndedYet):
        give(ground, code)


def test_one_opinion_a_request(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    give(ground, code)
    with pytest.raises(OpinionGiven):
        give(ground, code, rating=5)
    with pytest.raises(OpinionGiven):
        give(ground, code, comment="زود شد")


def test_the_same_opinion_again_is_a_replay(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.do("archive-request", code, reason="payment-expired")
    assert [give(ground, code), give(ground, code)] == [False, True]


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_is_from_one_to_five(ground: Ground, rating: int) -> None:
    with pytest.raises(BadRating):
        give(ground, ground.register(), rating=rating)
