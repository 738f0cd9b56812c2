"""What does an act on a case stand on: one transaction of the records, the agreement, and the moment?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.agreement import Agreement
from domain.damage import DamageKind, Liability
from records.repositories import Records


@dataclass(frozen=True)
class Context:
    """The ground of one act; `public_url` begins the links that staff follow.

    `liabilities` is what the decision table said of the damages in the form, before the transaction opened.
    """

    records: Records
    agreement: Agreement
    now: datetime
    public_url: str
    liabilities: Mapping[DamageKind, Liability] = field(default_factory=dict)

    def case_url(self, tracking_code: str) -> str:
        """Where staff find what the engine must not hold: persons, address, amounts with their lines."""
        return f"{self.public_url}/cases/{tracking_code}"
