"""Which case does a tracking code name, and may this person act in it? (SLA-2.1, SLA-3.2)"""

import hmac
from collections.abc import Iterator
from typing import Final

from cases.refusals import NotTheApplicant, UnknownCode
from domain.identifiers import TrackingCode
from domain.refusals import BadInput
from domain.requests import PersonKind, national_id_of
from records.repositories import Records
from records.tables import Request

LEGAL_DIGITS: Final = 11
"""By their length ids of legal persons are told from those of natural ones."""


def find_case(records: Records, tracking_code: str) -> Request:
    """The request of that code; wrong check digits and unknown codes get the same `UnknownCode`."""
    try:
        request = records.requests.find(TrackingCode(tracking_code))
    except BadInput as error:
        raise UnknownCode from error
    if request is None:
        raise UnknownCode
    return request


def act_for_applicant(records: Records, tracking_code: str, national_id: str) -> Request:
    """The case, locked, for the applicant, or for a representative whose documents were accepted.

    Anybody else is refused (`NotTheApplicant`).
    """
    request = records.requests.lock(find_case(records, tracking_code).tracking_code)
    if not any(_is_same(own, national_id) for own in _own_ids(records, request)):
        raise NotTheApplicant
    return request


def _own_ids(records: Records, request: Request) -> Iterator[str]:
    yield request.applicant_national_id
    if request.representative_national_id is not None and _is_accepted(records, request):
        yield request.representative_national_id


def _is_accepted(records: Records, request: Request) -> bool:
    review = records.documents.review(request.tracking_code)
    return review is not None and review.decision == "accepted"


def _is_same(own: str, given: str) -> bool:
    """Compared in a time that tells nothing; what is no id at all is nobody's."""
    kind = PersonKind.LEGAL if len(own) == LEGAL_DIGITS else PersonKind.NATURAL
    try:
        canonical = national_id_of(kind, given)
    except BadInput:
        return False
    return hmac.compare_digest(own.encode(), canonical.encode())
