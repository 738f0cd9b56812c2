"""Which figures, words and rights of the agreement belong to a clause, and how are they said in Persian?"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from domain.agreement import (
    AfterTheEnd,
    Agreement,
    ChannelHours,
    ChannelRights,
    Deadline,
    DebtCollection,
    Declaration,
    DocumentsNeeded,
    FeeRule,
    MostCalls,
    MostVisits,
    NoticeTemplate,
    OwnVisits,
    PointWeights,
    Renewal,
    Right,
    StepTarget,
    Validity,
    Warnings,
)
from domain.figures import in_force
from domain.model import Frozen
from domain.persian import date, digits, rials
from domain.tariff import ByPhase, EquipmentPart, EquipmentPrice, RemovalFee, TariffBook

CITED = re.compile(r"SLA-(\d\.\d)")
DECISIONS = {
    "kept": "نزد شرکت می‌ماند",
    "returned": "برمی‌گردد",
    "accept": "پذیرفته می‌شود",
    "refuse": "پذیرفته نمی‌شود",
}


@dataclass(frozen=True)
class Value:
    """Something that the agreement says: its clauses, what it is, its words, its source."""

    clauses: tuple[str, ...]
    title: str
    says: str
    source: str
    example: bool


def values(agreement: Agreement, today: datetime.date) -> Iterator[Value]:
    """Everything in the agreement that cites a clause, by its own field or by the docstring of its kind."""
    for entry in _entries(agreement, today):
        title, says = said(entry)
        source = str(getattr(entry, "source", ""))
        yield Value(clauses_of(entry), title, says, source, getattr(entry, "example", False))


def clauses_of(entry: Frozen) -> tuple[str, ...]:
    """The clauses that the entry names; else those that its kind cites."""
    own = getattr(entry, "clause", ())
    named = (own,) if isinstance(own, str) else tuple(own)
    return named or tuple(CITED.findall(type(entry).__doc__ or ""))


def _entries(agreement: Agreement, today: datetime.date) -> Iterator[Frozen]:
    yield from (agreement.validity, *agreement.renewals, agreement.after, agreement.declaration)
    yield agreement.point_weights
    yield from (agreement.warnings, *agreement.steps.values(), *agreement.deadlines.values())
    yield from (
        *agreement.visits.values(),
        agreement.calls,
        agreement.collection,
        agreement.public.own_visits,
    )
    yield from agreement.channels.values()
    yield from agreement.documents.needed.values()
    yield from agreement.fees.values()
    prices = (agreement.tariffs.removal_fee, agreement.tariffs.equipment_price)
    yield from (price for history in prices if (price := in_force(history, today)))
    yield agreement.tariffs
    yield from agreement.notices.values()


@singledispatch
def said(entry: Frozen) -> tuple[str, str]:
    """What the entry is, and what it says."""
    raise NotImplementedError(type(entry).__name__)


@said.register
def _(entry: Validity) -> tuple[str, str]:
    return "اعتبار توافقنامه", f"تا {date(entry.until)}، {entry.signatory}"


@said.register
def _(entry: Renewal) -> tuple[str, str]:
    letter = f"نامه‌ی {digits(entry.letter_number)}"
    return "تمدید توافقنامه", f"از {date(entry.valid_from)} تا {date(entry.until)}، {letter}"


@said.register
def _(entry: AfterTheEnd) -> tuple[str, str]:
    return "درخواست پس از پایان اعتبار", DECISIONS[entry.figure]


@said.register
def _(entry: Declaration) -> tuple[str, str]:
    return "تعهد متقاضی", entry.text


@said.register
def _(entry: PointWeights) -> tuple[str, str]:
    weights = "، ".join(f"{point.title} {digits(weight)}" for point, weight in entry.figure.items())
    return "وزن بارهای آزمایش در خطای کنتور", weights


@said.register
def _(entry: Warnings) -> tuple[str, str]:
    return "هشدار به نظارت", "در " + "، ".join(f"{digits(one)}٪" for one in entry.figure) + " مدت خدمت"


@said.register
def _(entry: StepTarget) -> tuple[str, str]:
    return f"مهلت «{entry.title}»", f"{digits(entry.figure)} روز کاری، {entry.owner.title}"


@said.register
def _(entry: Deadline) -> tuple[str, str]:
    return f"مهلت {entry.title}", f"{digits(entry.figure)} روز کاری"


@said.register
def _(entry: MostVisits) -> tuple[str, str]:
    return f"بیشترین مراجعه برای {entry.purpose.title}", f"{digits(entry.figure)} بار"


@said.register
def _(entry: DebtCollection) -> tuple[str, str]:
    return "مدت انتظار برای وصول مطالبات", f"{digits(entry.figure)} روز"


@said.register
def _(entry: MostCalls) -> tuple[str, str]:
    return "بیشترین تماس تلفنی", f"{digits(entry.figure)} بار"


@said.register
def _(entry: OwnVisits) -> tuple[str, str]:
    return "مراجعه‌ی حضوری متقاضی", f"{digits(entry.figure)} بار"


@said.register
def _(entry: ChannelRights) -> tuple[str, str]:
    may = "، ".join(right.title for right in Right if right in entry.may)
    return entry.id.title, f"{may}. {_hours(entry.hours)}"


def _hours(hours: ChannelHours) -> str:
    example = " (نمونه)" if hours.example else ""
    return f"پاسخگویی: {'، '.join(hours.in_words())}{example}"


@said.register
def _(entry: DocumentsNeeded) -> tuple[str, str]:
    title = f"مدارک {entry.relation.title}، مشترک {entry.person.title}"
    return title, "، ".join(kind.title for kind in entry.figure)


@said.register
def _(entry: FeeRule) -> tuple[str, str]:
    return f"هزینه پس از «{entry.outcome.title}»", f"{DECISIONS[entry.figure]}. {entry.text}"


@said.register
def _(entry: RemovalFee) -> tuple[str, str]:
    return "هزینه‌ی جمع‌آوری پیش از مالیات", _by_phase(entry.figure)


@said.register
def _(entry: EquipmentPrice) -> tuple[str, str]:
    prices = (f"{part.title} {_by_phase(getattr(entry.figure, part.value))}" for part in EquipmentPart)
    return "بهای لوازم آسیب‌دیده پیش از مالیات", "؛ ".join(prices)


@said.register
def _(entry: TariffBook) -> tuple[str, str]:
    named = (digits(one.id) + (" (نمونه)" if one.example else "") for one in entry.tariffs())
    return "تعرفه‌ها", "، ".join(named)


@said.register
def _(entry: NoticeTemplate) -> tuple[str, str]:
    return "متن پیامک", entry.text


def _by_phase(price: ByPhase) -> str:
    return f"تک‌فاز {rials(price.single_phase)}، سه‌فاز {rials(price.three_phase)}"
