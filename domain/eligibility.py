"""May this applicant have this connection removed for good? (SLA-1.1, SLA-2.1)"""

from typing import Self

from domain.connection import Connection, ConnectionKind
from domain.requests import Applicant
from domain.titled import Titled


class Ineligibility(Titled):
    """Why not. The title fits into a notice (30 characters); `advice` says in Persian where to go instead."""

    clause: str
    advice: str

    def __new__(cls, code: str, title: str = "", clause: str = "", advice: str = "") -> Self:
        """Read a member as it is written; an enumeration cannot call the `__new__` of its base."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._title, member.clause, member.advice = title, clause, advice
        return member

    UNKNOWN_CONNECTION = (
        "unknown-connection",
        "انشعابی با این شناسه قبض نیست",
        "1.1",
        "شناسه قبض را از روی قبض برق همین انشعاب بردارید و دوباره درخواست دهید.",
    )
    NOT_THE_SUBSCRIBER = (
        "not-the-subscriber",
        "متقاضی مشترک نیست",
        "2.1",
        "درخواست را خود مشترک ثبت کند؛ اگر نام مشترک باید تغییر کند، نخست خدمت تغییر نام را درخواست دهید.",
    )
    CANCELLED = (
        "cancelled",
        "اشتراک پیش‌تر باطل شده است",
        "1.1",
        "این انشعاب پیش‌تر جمع‌آوری شده است؛ برای پرسش درباره‌ی حساب آن با ۱۵۲۱ تماس بگیرید.",
    )
    DEMAND = (
        "demand-connection",
        "انشعاب دیماندی است",
        "1.1",
        "این خدمت ویژه‌ی انشعاب آمپری است؛ برای انشعاب دیماندی به امور مشترکین شرکت مراجعه کنید.",
    )
    OTHER_CONSUMERS = (
        "other-consumers",
        "مصرف‌کننده‌ی دیگری وجود دارد",
        "2.1",
        "همه‌ی مصرف‌کنندگان این انشعاب باید خواهان جمع‌آوری باشند؛ برای راهنمایی با ۱۵۲۱ تماس بگیرید.",
    )
    OTHER_CONSUMER_FOUND = (
        "other-consumer-found",
        "مصرف‌کننده‌ی دیگری دیده شد",
        "2.1",
        "در محل مصرف‌کننده‌ی دیگری از این انشعاب برق می‌گیرد؛ همه‌ی آنان باید خواهان جمع‌آوری باشند.",
    )
    JUDICIAL_HOLD = (
        "judicial-hold",
        "انشعاب در بازداشت قضایی است",
        "2.1",
        "پس از رفع بازداشت از سوی مرجع قضایی دوباره درخواست دهید.",
    )


def judge(connection: Connection | None, applicant: Applicant) -> Ineligibility | None:
    """The first reason against the removal; None says that the request is accepted. A debt is no reason.

    Who applies is judged before what the connection is, so that a stranger learns nothing about it. Ids of
    natural and legal persons differ in length, so the id alone tells their kinds apart.
    """
    if connection is None:
        return Ineligibility.UNKNOWN_CONNECTION
    if applicant.national_id != connection.subscriber_national_id:
        return Ineligibility.NOT_THE_SUBSCRIBER
    return next((reason for reason, holds in _obstacles(connection) if holds), None)


def _obstacles(connection: Connection) -> tuple[tuple[Ineligibility, bool], ...]:
    return (
        (Ineligibility.CANCELLED, connection.cancelled),
        (Ineligibility.DEMAND, connection.kind is ConnectionKind.DEMAND),
        (Ineligibility.OTHER_CONSUMERS, connection.other_consumers),
        (Ineligibility.JUDICIAL_HOLD, connection.judicial_hold),
    )
