"""What does the certificate of the result state (SLA-7.2)?"""

import datetime

from domain.meter import PointError, Verdict
from domain.model import Frozen
from domain.money import Line, total


class CertificateFacts(Frozen):
    """Everything that is printed, as it was recorded; a certificate made anew from it is the same."""

    number: str
    tracking_code: str
    company: str
    service_code: str
    subscriber_name: str
    bill_id: str
    subscription_number: str
    meter_serial: str
    registered_at: datetime.datetime
    tested_on: datetime.date
    removed_on: datetime.date
    settled_on: datetime.date
    issued_on: datetime.date
    final_reading: int | None
    verdict: Verdict
    error_percent: float | None
    points: tuple[PointError, ...] = ()
    cost_lines: tuple[Line, ...]
    settlement_lines: tuple[Line, ...]
    example: bool

    @property
    def cost_total(self) -> int:
        """The cost of the service, in Rials."""
        return total(self.cost_lines)

    @property
    def settlement_total(self) -> int:
        """What the closing account came to, in Rials."""
        return total(self.settlement_lines)
