"""Does somebody send each message that a model waits for, and a model wait for each that is sent?"""

from collections.abc import Iterator

from cases.relay import STARTS
from cases.safekeeping import WAITS
from cases.withdraw import MESSAGE as WITHDRAWAL
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.slips import all_meant, perhaps
from workbench.processes import Element

SENT = frozenset({*STARTS, WITHDRAWAL} | {wait.message for wait in WAITS.values()})


def messages_without_name(plan: Plan) -> Iterator[Finding]:
    """A wait for no message in particular never ends by one."""
    for element, message in _waiting(plan):
        if not message:
            what = "اینجا منتظر پیام است ولی پیامی نام برده نشده است."
            yield plan.at(
                element, "message-without-name", what, "در Message پیام را برگزینید و نامش را بنویسید."
            )


def messages_without_sender(plan: Plan) -> Iterator[Finding]:
    """Nobody rings for a message of this name."""
    for element, message in _waiting(plan):
        if message and message not in SENT:
            what = f"پیام {message} را هیچ‌کس نمی‌فرستد."
            remedy = perhaps(message, SENT, f"یکی از این نام‌ها را بنویسید: {'، '.join(sorted(SENT))}.")
            yield plan.at(element, "message-without-sender", what, remedy)


def messages_without_receiver(plan: Plan) -> Iterator[Finding]:
    """What is rung for and heard by nobody is rung for ever."""
    heard = {message for _, message in _waiting(plan)}
    for message in sorted(SENT - heard - all_meant(heard - SENT, SENT)):
        what = f"پیام {message} فرستاده می‌شود ولی هیچ مدلی منتظر آن نیست."
        remedy = "رویداد یا انتظاری با این نام را به مدل برگردانید."
        yield Finding("message-without-receiver", _file_of(plan, message), message, "", what, remedy)


def messages_of_another_place(plan: Plan) -> Iterator[Finding]:
    """A start is rung at its process, an answer at the wait of its kind."""
    places = {wait.step: wait.message for wait in WAITS.values()}
    for element, message in _waiting(plan):
        if element.kind == "receiveTask" and message in SENT and places.get(element.id, message) != message:
            what = f"این انتظار با پیام {message} تمام می‌شود، ولی پاسخ آن با {places[element.id]} می‌آید."
            yield plan.at(element, "message-of-another-wait", what, f"پیام را {places[element.id]} کنید.")
        if message in STARTS and STARTS[message].process != element.process:
            what = f"پیام {message} فرایند {STARTS[message].process} را آغاز می‌کند، نه این را."
            yield plan.at(element, "message-of-another-process", what, "پیام این رویداد را درست کنید.")


def _waiting(plan: Plan) -> Iterator[tuple[Element, str]]:
    """Where a message is waited for, with its name."""
    for element in plan.models.elements():
        if element.kind == "receiveTask":
            yield element, element.message or ""
        elif element.event and element.is_a("message"):
            yield element, element.event.code or ""


def _file_of(plan: Plan, message: str) -> str:
    """Where a reader would look for the receiver."""
    steps = {wait.message: wait.step for wait in WAITS.values()}
    found = [one for one in plan.models.elements() if one.id == steps.get(message)]
    process = found[0].process if found else STARTS[message].process if message in STARTS else ""
    return plan.homes.get(process, "")


RULES = (
    messages_without_name,
    messages_without_sender,
    messages_without_receiver,
    messages_of_another_place,
)
