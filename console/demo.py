"""`barchin demo`: one request, from its registration to the certificate, told as it goes."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated

import typer

from console.entry import out
from console.logs import log_as_json
from console.machine import Preparing
from console.play import STEPS, Play
from console.rehearsal import Rehearsal, Stage, stage
from console.running import at_work, heed_interrupts, wait_for_interrupt
from console.settings import read_settings
from console.teller import Teller
from domain.persian import long_date

PREPARING = {
    Preparing.POSTGRES: "آماده‌سازی پایگاه داده",
    Preparing.JAR: "ساختن موتور گردش کار؛ بار نخست چند دقیقه زمان می‌برد",
    Preparing.ENGINE: "راه‌اندازی موتور گردش کار",
    Preparing.ACCOUNTS: "ساختن حساب‌های کاربری",
    Preparing.MODELS: "نصب مدل‌های فرایند",
    Preparing.SERVICES: "راه‌اندازی خدمت‌ها",
}

Keep = Annotated[bool, typer.Option("--keep", help="Leave everything running afterwards, until Ctrl-C.")]


def demo(*, keep: Keep = False) -> None:
    """Drive one request to its certificate, on a real engine with a clock of its own, and tell the story."""
    settings = read_settings()
    home = settings.home / "demo"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    teller = Teller(out, STEPS)
    heed_interrupts()
    with ExitStack() as stack:
        stack.enter_context(log_as_json(home / "services.log"))
        with teller.telling():
            setting = stack.enter_context(stage(home, settings, lambda what: teller.doing(PREPARING[what])))
            rehearsal = stack.enter_context(setting.rehearse())
            play = Play(rehearsal, teller, home)
            play.perform()
        teller.end("داستان به پایان رسید.")
        if keep:
            rehearsal.clock.start()
            stack.enter_context(at_work(rehearsal.back))
            _say_where(teller, setting, rehearsal, play.tracking_code)
            wait_for_interrupt()


def _say_where(teller: Teller, setting: Stage, rehearsal: Rehearsal, tracking_code: str) -> None:
    for line in _places(setting, rehearsal, tracking_code):
        teller.say(line)
    teller.end(f"ساعت این نمایش از {long_date(rehearsal.clock())} می‌گذرد. پایان با Ctrl-C")


def _places(setting: Stage, rehearsal: Rehearsal, tracking_code: str) -> Iterator[str]:
    settings = rehearsal.office.settings
    yield f"Tasklist: {setting.machine.engine.page('tasklist')}"
    yield f"Cockpit: {setting.machine.engine.page('cockpit')}"
    yield f"پرونده: {settings.public_url}/cases/{tracking_code}"
    yield f"شرح API: {settings.public_url}/docs"
    yield f"پیامک‌ها: {settings.sms_url}"
    yield "حساب‌ها (نام و گذرواژه):"
    yield f"  admin  {setting.secrets.admin_password}"
    for group, password in setting.secrets.staff.items():
        yield f"  {group}  {password.get_secret_value()}"
