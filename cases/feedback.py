"""What did somebody think of the service, served or turned away? (SLA-1.2, SLA-7.2)"""

from typing import Final

from cases.context import Context
from cases.identity import find_case
from cases.refusals import BadRating, NotEndedYet, OpinionGiven
from cases.register import Caller
from records.tables import Feedback

RATINGS: Final = range(1, 6)
"""From very bad to very good."""


def give_feedback(context: Context, code: str, rating: int, comment: str, caller: Caller) -> Feedback:
    """Keeps the one opinion on a request that has ended.

    Raises `BadRating`, `NotEndedYet` and `OpinionGiven`.
    """
    if rating not in RATINGS:
        raise BadRating(field="rating")
    request = context.records.requests.lock(find_case(context.records, code).tracking_code)
    if request.ended_at is None:
        raise NotEndedYet
    if context.records.opinions.find(request.tracking_code) is not None:
        raise OpinionGiven
    opinion = Feedback(
        tracking_code=request.tracking_code,
        rating=rating,
        comment=comment,
        channel=caller.channel,
        given_by=caller.user,
        given_at=context.now,
    )
    context.records.opinions.add(opinion)
    return opinion
