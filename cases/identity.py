"""Which case does a tracking code name, and may this person act in it? (SLA-2.1, SLA-3.2)"""

import hmac

from cases.refusals import NotTheApplicant, UnknownCode
from domain.identifiers import TrackingCode
from domain.refusals import BadInput
from domain.requests import PersonKind, national_id_of
from records.repositories import Records
from records.tables import Request


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
    """The case, locked, for the person who applied; anybody else is refused (`NotTheApplicant`)."""
    request = records.requests.lock(find_case(records, tracking_code).tracking_code)
    given = _canonical(PersonKind(request.applicant_kind), national_id)
    if not hmac.compare_digest(request.applicant_national_id.encode(), given.encode()):
        raise NotTheApplicant
    return request


def _canonical(kind: PersonKind, national_id: str) -> str:
    """The id as it is recorded; what is no id at all is nobody's."""
    try:
        return national_id_of(kind, national_id)
    except BadInput as error:
        raise NotTheApplicant from error
