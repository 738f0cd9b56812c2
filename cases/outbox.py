"""How is something filed that must go out after the commit?"""

from collections.abc import Mapping
from datetime import datetime

from cases.context import Context
from domain import persian
from domain.notices import render
from records.tables import Dispatch, Request


def file_notice(
    context: Context,
    request: Request,
    key: str,
    values: Mapping[str, str],
    receptor: str | None = None,
    not_before: datetime | None = None,
) -> Dispatch:
    """Files the notice of that key to `receptor`, or else to whom notices of the case go.

    The text is rendered now, from the version in force, so that a later wording never changes what was said.
    """
    template = context.agreement.notice(key)
    row = Dispatch(
        tracking_code=request.tracking_code,
        kind="sms",
        template=template.key,
        version=template.version,
        text=render(template.text, {"code": persian.digits(request.tracking_code), **values}),
        receptor=receptor or _receptor(context, request),
        filed_at=context.now,
        next_attempt_at=not_before or context.now,
    )
    context.records.outbox.add(row)
    return row


def _receptor(context: Context, request: Request) -> str:
    """The mobile on the register; the applicant's own once a review has accepted who acts.

    Where the register knows no such connection, nobody else could be told.
    """
    review = context.records.documents.review(request.tracking_code)
    connection = context.records.connections.find(request.bill_id)
    if connection is None or (review is not None and review.decision == "accepted"):
        return request.applicant_mobile
    return connection.subscriber_mobile


def file_wiping(context: Context, request: Request) -> None:
    """Files the wiping of what forms left in the engine's history of the case."""
    context.records.outbox.add(
        Dispatch(
            tracking_code=request.tracking_code,
            kind="wipe-history",
            filed_at=context.now,
            next_attempt_at=context.now,
        )
    )
