"""Is this really such a number? Each identifier is a text that is normalised and right, or does not exist."""

from domain.identifiers.bill import BillId, PaymentId
from domain.identifiers.mobile import Mobile
from domain.identifiers.national_id import LegalNationalId, NationalId
from domain.identifiers.sheba import Sheba
from domain.identifiers.tracking_code import TrackingCode

__all__ = ["BillId", "LegalNationalId", "Mobile", "NationalId", "PaymentId", "Sheba", "TrackingCode"]
