"""What did somebody think of the service, served or turned away? (SLA-1.2, SLA-7.2)"""

from dataclasses import dataclass
from typing import Final

from cases.context import Context
from cases.identity import find_case
from cases.refusals import BadRating, NotEndedYet, OpinionGiven
from cases.register import Caller
from records.tables import Feedback

RATINGS: Final = range(1, 6)
"""From very bad to very good."""


@dataclass(frozen=True)
class Given:
    """The opinion, and whether the very same had been given before."""

    opinion: Feedback
    replayed: bool


def give_feedback(context: Context, code: str, rating: int, comment: str, caller: Caller) -> Given:
    """Keeps the one opinion on a request that has ended; the same again is a replay.

    Raises `BadRating`, `NotEndedYet`, and `OpinionGiven` for a different one.
    """
    if rating not in RATINGS:
        raise BadRating(field="rating")
    request = context.records.requests.lock(find_case(context.records, code).tracking_code)
    if request.ended_at is None:
        raise NotEndedYet
    earlier = context.records.opinions.find(request.tracking_code)
    if earlier is not None:
        return _replay(earlier, rating, comment)
    opinion = Feedback(
        tracking_code=request.tracking_code,
        rating=rating,
        comment=comment,
        channel=caller.channel,
        given_by=caller.user,
        given_at=context.now,
    )
    context.records.opinions.add(opinion)
    return Given(opinion, replayed=False)


def _replay(earlier: Feedback, rating: int, comment: str) -> Given:
    if (earlier.rating, earlier.comment) != (rating, comment):
        raise OpinionGiven
    return Given(earlier, replayed=True)
