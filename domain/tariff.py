"""What does the power industry's tariff charge, and where is each figure written (SLA-5.1)?

A tariff is what holds together on one day: one figure of each kind. Its id is the day from which exactly
these figures hold, so that a quote which names it can be explained for ever.
"""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from domain.connection import Area, Connection, Usage
from domain.figures import Figure, Kind, Percent, Rials, as_written, in_force, in_sequence
from domain.model import Frozen
from domain.refusals import MissingFigure
from domain.titled import Titled

Taxable = Literal["removal-fee", "energy", "meter-adjustment", "standing-charge", "damage"]
"""The lines that a tax or levy can be taken of."""


class ByPhase(Frozen):
    """Rials for a single-phase and for a three-phase connection."""

    single_phase: Rials
    three_phase: Rials

    def of(self, connection: Connection) -> int:
        """Pick the amount for the phases of this connection."""
        return self.single_phase if connection.phases == 1 else self.three_phase


class RemovalFee(Figure):
    """What the removal itself costs, before tax; zero where it is no longer charged (SLA-3.3)."""

    unit: Literal["rial"]
    figure: ByPhase


class StandingCharge(Figure):
    """The fixed charge of a subscription, whatever it uses."""

    unit: Literal["rial per month"]
    figure: ByPhase


class Surcharge(Figure):
    """A tax or levy: a percentage of the lines that its base names."""

    unit: Literal["percent"]
    figure: Percent
    base: tuple[Taxable, ...] = Field(min_length=1)


class EnergyStep(Frozen):
    """One step of the price ladder: what a kWh costs up to so many kWh a month; the last step has no end."""

    up_to: int | None = Field(default=None, gt=0, strict=True)
    rial: Rials


def _climbing(steps: tuple[EnergyStep, ...]) -> tuple[EnergyStep, ...]:
    *lower, last = [step.up_to for step in steps] or [0]
    if last is not None or None in lower or sorted(set(lower), key=lambda end: end or 0) != lower:
        raise ValueError("the ladder must climb and its last step have no end; order the steps by `up_to`")
    return steps


Ladder = Annotated[tuple[EnergyStep, ...], AfterValidator(_climbing)]


class EnergyPrices(Frozen):
    """The price ladder of each usage."""

    residential: Ladder
    public: Ladder
    agricultural: Ladder
    industrial: Ladder
    other: Ladder


class EnergyPrice(Figure):
    """What a month's energy costs: each step's price for the kWh that lie in it."""

    unit: Literal["rial per kWh"]
    figure: EnergyPrices

    def monthly(self, usage: Usage, kwh: Fraction) -> Fraction:
        """Price a month's consumption, in exact Rials; the caller rounds."""
        price, floor = Fraction(0), Fraction(0)
        for step in self._ladder(usage):
            ceiling = kwh if step.up_to is None else min(kwh, Fraction(step.up_to))
            price += step.rial * max(ceiling - floor, Fraction(0))
            floor = max(floor, ceiling)
        return price

    def _ladder(self, usage: Usage) -> Ladder:
        ladder: Ladder = getattr(self.figure, usage.value)
        return ladder


class ConnectionCharges(Frozen):
    """The two columns of the connection table that make up a connection's value (2-52-4)."""

    general: Rials
    network: Rials


class ConnectionValues(Frozen):
    """The table's two classes of ampere connections."""

    urban_or_non_residential: ConnectionCharges
    rural_residential: ConnectionCharges


class ConnectionValue(Figure):
    """The connection table for 25 A single-phase: general charges, and supply cost with land share."""

    unit: Literal["rial per 25 A single-phase"]
    figure: ConnectionValues

    def of(self, connection: Connection) -> ConnectionCharges:
        """Pick the class: rural residential, or urban or non-residential."""
        rural_home = connection.area is Area.RURAL and connection.usage is Usage.RESIDENTIAL
        return self.figure.rural_residential if rural_home else self.figure.urban_or_non_residential


class EquipmentPart(Titled):
    """A part of the metering equipment that is replaced as a whole."""

    METER = "meter", "کنتور"
    SEAL = "seal", "پلمب"
    ENCLOSURE = "enclosure", "تابلو و متعلقات"
    MODULE = "module", "مودم یا نمایشگر"


class EquipmentPrices(Frozen):
    """The price of each part."""

    meter: ByPhase
    seal: ByPhase
    enclosure: ByPhase
    module: ByPhase


class EquipmentPrice(Figure):
    """What replacing a damaged part costs, before tax (SLA-3.9)."""

    unit: Literal["rial per part"]
    figure: EquipmentPrices

    def of(self, part: EquipmentPart, connection: Connection) -> int:
        """Pick the price of the part for the phases of this connection."""
        price: ByPhase = getattr(self.figure, part.value)
        return price.of(connection)


class RefundShare(Figure):
    """The share of its value that a removed low-voltage connection brings back (2-52-4)."""

    unit: Literal["percent"]
    figure: Percent


class Tariff(Frozen):
    """The figures that hold together from `valid_from` on."""

    id: str
    valid_from: datetime.date
    removal_fee: RemovalFee
    tax: Surcharge
    levy: Surcharge
    energy_price: EnergyPrice
    standing_charge: StandingCharge
    connection_value: ConnectionValue
    refund_share: RefundShare
    equipment_price: EquipmentPrice

    @property
    def example(self) -> bool:
        """Whether any figure is only an example, so that whatever is computed with the tariff must say so."""
        return any(isinstance(value, Figure) and value.example for _, value in self)


History = Annotated[tuple[Kind, ...], AfterValidator(in_sequence)]


class TariffBook(Frozen):
    """Every figure of the tariff with its history (SLA-5.1)."""

    removal_fee: History[RemovalFee]
    tax: History[Surcharge]
    levy: History[Surcharge]
    energy_price: History[EnergyPrice]
    standing_charge: History[StandingCharge]
    connection_value: History[ConnectionValue]
    refund_share: History[RefundShare]
    equipment_price: History[EquipmentPrice]

    def on(self, day: datetime.date) -> Tariff:
        """Put together the tariff of a day; a figure that nobody has entered for it is a `MissingFigure`."""
        figures = {kind: _figure(kind, history, day) for kind, history in self}
        valid_from = max(figure.valid_from for figure in figures.values())
        return Tariff.model_validate({"id": _tariff_id(valid_from), "valid_from": valid_from, **figures})

    def tariffs(self) -> tuple[Tariff, ...]:
        """List the tariffs that the histories make, in order."""
        starts = {figure.valid_from for _, history in self for figure in history}
        return tuple(self.on(start) for start in sorted(starts) if self._is_complete(start))

    def _is_complete(self, day: datetime.date) -> bool:
        return all(in_force(history, day) for _, history in self)


def _figure(kind: str, history: Sequence[Figure], day: datetime.date) -> Figure:
    figure = in_force(history, day)
    if figure is None:
        raise MissingFigure(f"tariff.{kind}", day)
    return figure


def _tariff_id(valid_from: datetime.date) -> str:
    return as_written(valid_from).replace("/", "-")
