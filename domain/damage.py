"""What of the metering equipment is damaged, why, and who bears it (SLA-3.9)?"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Self

from domain.charges import line, surcharge_lines
from domain.connection import Connection
from domain.model import Frozen
from domain.money import Line
from domain.persian import rials
from domain.tariff import EquipmentPart, Tariff
from domain.titled import Titled


class DamageKind(Titled):
    """What is damaged or gone, and which part of the equipment must be replaced for it."""

    part: EquipmentPart

    def __new__(cls, code: str, title: str = "", part: EquipmentPart = EquipmentPart.METER) -> Self:
        """Read a member as it is written; an enumeration cannot call the `__new__` of its base."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._title, member.part = title, part
        return member

    MISSING = "missing", "مفقود شدن کنتور", EquipmentPart.METER
    BURNT = "burnt", "سوختگی کنتور یا ترمینال", EquipmentPart.METER
    BROKEN = "broken", "شکستگی بدنه یا شیشه‌ی کنتور", EquipmentPart.METER
    SEAL = "seal", "شکستگی یا نبود پلمب", EquipmentPart.SEAL
    TAMPERED = "tampered", "دستکاری کنتور", EquipmentPart.METER
    STOPPED = "stopped", "توقف کنتور", EquipmentPart.METER
    ENCLOSURE = "enclosure", "آسیب تابلو، فیوز یا کابل", EquipmentPart.ENCLOSURE
    MODULE = "module", "خرابی مودم یا نمایشگر", EquipmentPart.MODULE


class Cause(Titled):
    """What the damage comes from, as far as whoever found it can tell."""

    NONE = "none", "بی‌خسارت"
    MISUSE = "misuse", "دخالت یا استفاده‌ی نادرست مشترک"
    WEAR = "wear", "فرسودگی"
    DISASTER = "disaster", "حادثه‌ی غیرمترقبه"
    NETWORK = "network", "نقص شبکه"
    UNKNOWN = "unknown", "نامعلوم"


class Liability(Titled):
    """Who bears a damage; the company's experts decide what the table leaves to inspection."""

    SUBSCRIBER = "subscriber", "مشترک"
    COMPANY = "company", "شرکت"
    INSPECT = "inspect", "در بررسی"


class Phase(Titled):
    """When a damage was found."""

    TEST = "test", "آزمایش کنتور"
    REMOVAL = "removal", "جمع‌آوری"


class Damage(Frozen):
    """A damage with the liability that holds: a person's decision, or else that of the decision table."""

    kind: DamageKind
    cause: Cause
    liability: Liability
    phase: Phase = Phase.TEST


def damage_lines(damages: Iterable[Damage], connection: Connection, tariff: Tariff) -> list[Line]:
    """Charge the subscriber's damages and the tax on them; a part is paid once, however often it is damaged.

    What the company bears, and what nobody has decided yet, is not charged.
    """
    borne = [damage for damage in damages if damage.liability is Liability.SUBSCRIBER]
    parts = [part for part in EquipmentPart if any(damage.kind.part is part for damage in borne)]
    charged = [_line(part, borne, connection, tariff) for part in parts]
    return [
        *charged,
        *surcharge_lines("damage-tax", "مالیات بر ارزش افزوده‌ی خسارت", charged, tariff.tax, tariff),
    ]


def _line(part: EquipmentPart, borne: Sequence[Damage], connection: Connection, tariff: Tariff) -> Line:
    price = tariff.equipment_price.of(part, connection)
    found = dict.fromkeys(damage.kind.title for damage in borne if damage.kind.part is part)
    return line(
        "damage",
        f"خسارت لوازم اندازه‌گیری ({part.title})",
        Fraction(price),
        formula="بهای جایگزینی قطعه در فهرست بهای لوازم",
        inputs={"قطعه": part.title, "خسارت": "، ".join(found), "بهای قطعه": rials(price)},
        clause="3.9",
        figures=(tariff.equipment_price,),
        tariff=tariff,
    )


def findings(damages: Iterable[Damage]) -> tuple[str, ...]:
    """Say of each damage who bears it, in a Persian sentence; the same one found twice is told once."""
    told = dict.fromkeys(f"خسارت: {damage.kind.title}. {_borne(damage)}" for damage in damages)
    return tuple(told)


def _borne(damage: Damage) -> str:
    if damage.liability is Liability.INSPECT:
        return "مسئول آن هنوز تعیین نشده است."
    return f"هزینه‌ی آن بر عهده‌ی {damage.liability.title} است."
