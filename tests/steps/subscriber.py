"""What subscribers and their bank do, through the HTTP channels."""

from pytest_bdd import parsers, when

from domain.persian import normalise
from domain.requests import Channel
from tests.ground import STRANGER, SUBSCRIBER
from tests.kit import OTHER_SHEBA, SHEBA, Case
from tests.steps.case import rial

CHANNELS = {channel.title: channel for channel in Channel}
APPLICANTS = {"خود مشترک": SUBSCRIBER, "شخصی دیگر": STRANGER}


@when(parsers.re("(?P<who>خود مشترک|شخصی دیگر) درخواست جمع‌آوری دائم بدهد"))
def apply(case: Case, who: str) -> None:
    case.national_id = APPLICANTS[who]
    case.register()


@when(parsers.parse("مشترک از راه «{channel}» درخواست جمع‌آوری دائم بدهد"))
def apply_by_channel(case: Case, channel: str) -> None:
    case.register(CHANNELS[channel])


@when(parsers.parse("«{relation}» مشترک درخواست بدهد"))
def apply_by_representative(case: Case, relation: str) -> None:
    case.represent(relation)
    case.register()


@when("«وکیل» مشترک با همه‌ی مدارکش درخواست بدهد")
def apply_with_documents(case: Case) -> None:
    case.represent("وکیل")
    case.register_with_documents()


@when(parsers.parse("مدارک خواسته‌شده از «{channel}» برسد"))
def hand_in_documents(case: Case, channel: str) -> None:
    case.hand_in_all(CHANNELS[channel])
    case.settle()


@when(parsers.parse("مدرکی از «{channel}» برسد"))
def hand_in_one(case: Case, channel: str) -> None:
    case.answered = case.hand_in("power-of-attorney", CHANNELS[channel])


@when(parsers.parse("مدارک خواسته‌شده هنگام قطع موتور برسد و مهلت «{element}» بگذرد"))
def hand_in_while_the_engine_is_away(case: Case, element: str) -> None:
    case.hand_in_all(Channel.SITE)
    case.pass_timer(element, "deadline")


@when("بدهی نهایی را بپردازد")
@when("هزینه‌ی جمع‌آوری را بپردازد")
def pay(case: Case) -> None:
    case.pay()


@when(parsers.parse("مشترک {amount} ریال بپردازد"))
def pay_amount(case: Case, amount: str) -> None:
    case.office.pay(case.code, rial(amount)).raise_for_status()
    case.settle()


@when("بانک همان پرداخت را دوباره اعلام کند")
def bank_tells_again(case: Case) -> None:
    case.bank_tells_again()


@when(parsers.parse("{amount} ریال با شناسه‌ی پرداخت ناشناخته برسد"))
def unknown_money(case: Case, amount: str) -> None:
    case.pay_unknown(rial(amount))


@when(parsers.parse("مشترک {count} قسط را بپردازد"))
def pay_instalments(case: Case, count: str) -> None:
    for _ in range(int(normalise(count))):
        case.pay()


@when("مشترک در مهلت و هنگامی که موتور در دسترس نیست هزینه را بپردازد")
def pay_while_the_engine_is_away(case: Case) -> None:
    case.office.pay(case.code).raise_for_status()


@when("مهلت پرداخت بگذرد و موتور بازگردد")
def deadline_passes(case: Case) -> None:
    case.pass_timer("دریافت پرداخت مشترک", "deadline")


@when("مهلت بگذرد و سپس مشترک هزینه را بپردازد و موتور آگاه شود")
def pay_late(case: Case) -> None:
    case.pay_after_the_deadline()


@when(parsers.parse("مهلت «{element}» بگذرد"))
def wait_is_over(case: Case, element: str) -> None:
    case.pass_timer(element, "deadline")


@when(parsers.parse("نوبت یادآوری «{element}» برسد"))
def reminder_comes(case: Case, element: str) -> None:
    case.pass_timer(element, "reminder")


@when(parsers.parse("زمان‌سنج «{element}» زودتر از مهلت به صدا درآید"))
def timer_comes_early(case: Case, element: str) -> None:
    case.fire_early(element)


@when("مشترک شرایط را ببیند")
def look(case: Case) -> None:
    case.look_at_terms()


@when("مشترک شرایط را ببیند و بپذیرد")
def look_and_agree(case: Case) -> None:
    case.agree()


@when("مشترک با شرایط موافقت نکند")
def refuse(case: Case) -> None:
    case.agree(agrees=False)


@when("مشترک بخواهد موافقت کند")
def try_to_agree(case: Case) -> None:
    case.answered = case.try_answer(agrees=True)


@when(parsers.parse("مشترک هنگام قطع موتور موافقت کند و مهلت «{element}» بگذرد"))
def agree_while_the_engine_is_away(case: Case, element: str) -> None:
    case.try_answer(agrees=True).raise_for_status()
    case.pass_timer(element, "deadline")


@when("متقاضی انصراف دهد")
def withdraw(case: Case) -> None:
    case.try_withdrawal().raise_for_status()
    case.settle()


@when("متقاضی بخواهد انصراف دهد")
def try_to_withdraw(case: Case) -> None:
    case.answered = case.try_withdrawal()


@when("متقاضی هنگام قطع موتور انصراف دهد")
def withdraw_while_the_engine_is_away(case: Case) -> None:
    case.try_withdrawal().raise_for_status()
    case.days_pass(1)
    case.settle()


@when("درخواست تا جمع‌آوری انشعاب پیش برود")
def go_on_to_the_removal(case: Case) -> None:
    case.to_the_settlement()


@when("مشترک شبای خود را اعلام کند")
def name_account(case: Case) -> None:
    case.name_account(SHEBA)


@when("مشترک شبای دیگری اعلام کند")
def name_another_account(case: Case) -> None:
    case.name_account(OTHER_SHEBA)


@when("بانک واریز را تأیید کند")
def bank_pays(case: Case) -> None:
    case.settle()


@when("بانک پاسخی ندهد")
def bank_is_silent(case: Case) -> None:
    case.bank_will("503", times=1000)
    case.settle()


@when("بانک شبا را نپذیرد")
def bank_rejects(case: Case) -> None:
    case.bank_will("reject")
    case.settle()


@when(parsers.parse("مشترک با امتیاز {rating} نظر بدهد"))
def give_opinion(case: Case, rating: str) -> None:
    case.answered = case.give_opinion(int(normalise(rating)))
