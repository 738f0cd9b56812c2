"""What is known of a connection and its subscriber? As the billing system's register last described it."""

import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from domain.identifiers import BillId, Mobile
from domain.model import Frozen, cleaned
from domain.money import Rial
from domain.persian import normalise, one_line
from domain.requests import PersonKind, PersonName, check_national_id
from domain.titled import Titled

Key = Annotated[str, StringConstraints(min_length=1, max_length=30), cleaned(one_line), cleaned(normalise)]
"""A number of another system, kept as text and compared as such."""


class ConnectionKind(Titled):
    """By what the connection is sold: amperes below 30 kW, contracted demand from there (SLA-1.1)."""

    AMPERE = "ampere", "آمپری"
    DEMAND = "demand", "دیماندی"


class ConnectionTerm(Titled):
    """On which terms it was given; a free one stands on a deposit, not on a connection value."""

    PERMANENT = "permanent", "دائم"
    NON_PERMANENT = "non-permanent", "غیردائم"
    FREE = "free", "آزاد"


class Usage(Titled):
    """The tariff category of its consumption."""

    RESIDENTIAL = "residential", "خانگی"
    PUBLIC = "public", "عمومی"
    AGRICULTURAL = "agricultural", "کشاورزی"
    INDUSTRIAL = "industrial", "صنعتی"
    OTHER = "other", "سایر مصارف"


class Area(Titled):
    """Where it lies, by which the connection value differs."""

    URBAN = "urban", "شهری"
    RURAL = "rural", "روستایی"


class Connection(Frozen):
    """A connection (انشعاب) with its meter and subscriber; readings in kWh, debts in Rials."""

    bill_id: BillId
    subscription_number: Key
    kind: ConnectionKind
    term: ConnectionTerm
    usage: Usage
    area: Area
    amperes: int = Field(gt=0)
    phases: Literal[1, 3]
    meter_serial: Key
    meter_digits: int = Field(ge=1, le=12)
    meter_multiplier: int = Field(default=1, ge=1)
    last_reading: int = Field(ge=0)
    last_read_on: datetime.date
    average_monthly_kwh: int | None = Field(default=None, ge=0)
    prior_debt: Rial
    subscriber_kind: PersonKind
    subscriber_national_id: str
    subscriber_name: PersonName
    subscriber_mobile: Mobile
    address: Annotated[str, StringConstraints(min_length=1, max_length=300), cleaned(one_line)]
    cancelled: bool = False
    other_consumers: bool = False
    judicial_hold: bool = False

    @field_validator("subscriber_national_id")
    @classmethod
    def _by_its_kind(cls, text: str, info: ValidationInfo) -> str:
        return check_national_id(text, info.data.get("subscriber_kind"))

    @property
    def phases_in_words(self) -> str:
        """How many phases it has, as people of the field say it."""
        return "تک‌فاز" if self.phases == 1 else "سه‌فاز"
