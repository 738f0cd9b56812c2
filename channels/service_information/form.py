"""What does the public form say? Its seven items, from the models and the agreement (SLA-4.3)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field

from channels.service_information.model import Phase, phases
from domain.agreement import (
    Agreement,
    ChannelRights,
    DocumentsNeeded,
    PublicItem,
    PublicKey,
    Right,
    StepTarget,
)
from domain.persian import date, digits
from domain.refusals import MissingFigure
from domain.requests import Outcome


class Row(BaseModel):
    """یک ردیف با شرح آن"""

    title: str
    says: tuple[str, ...]
    example: bool = Field(default=False, description="مقدار این ردیف نمونه است و رسمی نیست")


class Item(BaseModel):
    """یکی از هفت مورد فرم اطلاعات خدمت"""

    key: str
    title: str
    text: tuple[str, ...]
    rows: tuple[Row, ...]


class ServiceInformation(BaseModel):
    """فرم اطلاعات خدمت"""

    service: str
    code: str = Field(description="کد خدمت")
    company: str
    valid_until: datetime = Field(description="آخرین روز اعتبار توافقنامه")
    valid_until_text: str
    tariff: str | None = Field(description="شناسه تعرفه‌ی امروز؛ null اگر تعرفه‌ای در دست نیست")
    example: bool = Field(description="دست‌کم یکی از مقدارها نمونه است و رسمی نیست")
    items: tuple[Item, ...]


Rows = Callable[[Agreement, tuple[Phase, ...], datetime], Iterable[Row]]


def service_information(agreement: Agreement, models: Path, now: datetime) -> ServiceInformation:
    """The form as it holds at that moment."""
    steps = phases(models)
    items = tuple(_item(item, agreement, steps, now) for item in agreement.public.items)
    tariff, is_example = _tariff(agreement, now)
    last_day = agreement.last_day
    return ServiceInformation(
        service=agreement.service.title,
        code=agreement.service_code,
        company=agreement.service.company,
        valid_until=datetime(last_day.year, last_day.month, last_day.day, 23, 59, 59, tzinfo=now.tzinfo),
        valid_until_text=date(last_day),
        tariff=tariff,
        example=is_example or any(row.example for item in items for row in item.rows),
        items=items,
    )


def _item(item: PublicItem, agreement: Agreement, steps: tuple[Phase, ...], now: datetime) -> Item:
    rows = tuple(ROWS[item.key](agreement, steps, now))
    return Item(key=item.key, title=item.title, text=item.text, rows=rows)


def _tariff(agreement: Agreement, now: datetime) -> tuple[str | None, bool]:
    try:
        tariff = agreement.tariff(now)
    except MissingFigure:
        return None, False
    return tariff.id, tariff.example


def _time(agreement: Agreement, _steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    target = agreement.target
    yield Row(title="همه‌ی خدمت", says=(_days(target.figure),), example=target.example)
    for deadline in agreement.deadlines.values():
        yield Row(title=f"مهلت {deadline.title}", says=(_days(deadline.figure),), example=deadline.example)


def _visits(agreement: Agreement, _steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    visits = agreement.public.own_visits
    says = f"{digits(visits.figure)} بار" if visits.figure else "مراجعه‌ی حضوری لازم نیست"
    yield Row(title="متقاضی", says=(says,), example=visits.example)


def _documents(agreement: Agreement, _steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    return map(_needed, agreement.documents.needed.values())


def _needed(needed: DocumentsNeeded) -> Row:
    return Row(
        title=f"{needed.relation.title}، {needed.person.title}",
        says=tuple(kind.title for kind in needed.figure),
        example=needed.example,
    )


def _steps(agreement: Agreement, steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    for phase in steps:
        targets = {part.name: agreement.steps.get(part.id) for part in phase.parts}
        known = {name: target for name, target in targets.items() if target is not None}
        yield Row(
            title=phase.name,
            says=(f"مسئول: {phase.owner}", *_targets(known)),
            example=any(target.example for target in known.values()),
        )


def _targets(known: Mapping[str, StepTarget]) -> list[str]:
    return [f"{name}: {_days(target.working_days)}، {target.owner.title}" for name, target in known.items()]


def _access(agreement: Agreement, _steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    for rights in agreement.channels.values():
        yield Row(title=rights.id.title, says=_rights(rights))


def _rights(rights: ChannelRights) -> tuple[str, ...]:
    return tuple(right.title for right in Right if right in rights.may)


def _hours(agreement: Agreement, _steps: tuple[Phase, ...], _now: datetime) -> Iterable[Row]:
    for rights in agreement.channels.values():
        yield Row(title=rights.id.title, says=rights.hours.in_words(), example=rights.hours.example)


def _details(agreement: Agreement, _steps: tuple[Phase, ...], now: datetime) -> Iterable[Row]:
    tariff, is_example = _tariff(agreement, now)
    says = f"طبق تعرفه‌ی {digits(tariff)}" if tariff else "تعرفه‌ی امروز در دست نیست"
    yield Row(title="هزینه", says=(says, agreement.clauses["5.1"].text), example=is_example)
    yield Row(
        title="اعتبار توافقنامه", says=(f"تا {date(agreement.last_day)}، {agreement.validity.signatory}",)
    )
    yield Row(title="تعهد متقاضی", says=(agreement.declaration.text,))
    for outcome, fee in agreement.fees.items():
        if outcome is not Outcome.SERVED:
            yield Row(title=f"پایان با «{outcome.title}»", says=(fee.text,), example=fee.example)


def _days(working_days: int) -> str:
    return f"{digits(working_days)} روز کاری"


ROWS: Final[Mapping[PublicKey, Rows]] = {
    "time": _time,
    "visits": _visits,
    "documents": _documents,
    "steps": _steps,
    "access": _access,
    "hours": _hours,
    "details": _details,
}
"""What each item takes from the agreement and the models beside its own sentences."""
