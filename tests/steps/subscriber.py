"""What subscribers and their bank do, through the HTTP channels."""

from pytest_bdd import parsers, when

from domain.requests import Channel
from tests.ground import STRANGER, SUBSCRIBER
from tests.kit import Case

CHANNELS = {channel.title: channel for channel in Channel}
APPLICANTS = {"خود مشترک": SUBSCRIBER, "شخصی دیگر": STRANGER}


@when(parsers.re("(?P<who>خود مشترک|شخصی دیگر) درخواست جمع‌آوری دائم بدهد"))
def apply(case: Case, who: str) -> None:
    case.national_id = APPLICANTS[who]
    case.register()


@when(parsers.parse("مشترک از راه «{channel}» درخواست جمع‌آوری دائم بدهد"))
def apply_by_channel(case: Case, channel: str) -> None:
    case.register(CHANNELS[channel])


@when("بدهی نهایی را بپردازد")
@when("هزینه‌ی جمع‌آوری را بپردازد")
def pay(case: Case) -> None:
    case.pay()


@when("مشترک در مهلت و هنگامی که موتور در دسترس نیست هزینه را بپردازد")
def pay_while_the_engine_is_away(case: Case) -> None:
    case.office.pay(case.code).raise_for_status()


@when("مشترک شرایط را ببیند و بپذیرد")
def look_and_agree(case: Case) -> None:
    case.agree()


@when("مهلت پرداخت بگذرد و موتور بازگردد")
def deadline_passes(case: Case) -> None:
    case.office.pass_timer(case.code, "await-payment-deadline")
    case.settle()
