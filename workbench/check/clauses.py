"""Is every clause carried out by a step, and every step owed to a clause, within the time promised?"""

import re
from collections.abc import Iterator, Mapping

from cases.relay import STARTS
from domain.persian import digits
from domain.requests import Outcome
from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.paths import beside
from workbench.processes import TASKS, Element, Process

NOT_ON_A_MODEL: Mapping[str, str] = {
    "3.1": "the channels take a request in before there is a process",
    "4.3": "the public page about the service is not of the process",
    "6.1": "judged once, by the registration, before there is a process",
}
MAIN = STARTS["request-registered"].process
QUOTE = re.compile("«([^»]*)»")


def works(element: Element) -> bool:
    """What is done, what an event starts or does beside it, and how processes end."""
    ends = element.kind == "endEvent" and element.scope == element.process
    begins = element.kind == "startEvent" and element.event is not None
    return element.kind in TASKS | {"callActivity", "boundaryEvent"} or begins or ends


def steps_without_clause(plan: Plan) -> Iterator[Finding]:
    """Whatever carries out a clause cites it."""
    for element in plan.models.elements():
        if works(element) and not element.clauses:
            what = "این عنصر نمی‌گوید کدام بند توافقنامه را انجام می‌دهد."
            remedy = "در Extension properties ویژگی clause را با شماره‌ی بند بنویسید."
            yield plan.at(element, "clause-missing", what, remedy)


def steps_without_documentation(plan: Plan) -> Iterator[Finding]:
    """Whatever is done, and whatever an event does beside it, says how the clause puts it."""
    for element in plan.models.elements(*TASKS, "callActivity", "boundaryEvent"):
        if not element.documentation:
            what = "این عنصر توضیحی ندارد."
            remedy = "در Element documentation بنویسید چه می‌شود، با واژه‌های بند در «گیومه»."
            yield plan.at(element, "undocumented", what, remedy)


def clauses_that_are_none(plan: Plan) -> Iterator[Finding]:
    """The agreement has the clause that is cited."""
    for element in plan.models.elements():
        if strange := frozenset(element.clauses) - plan.agreement.clauses.keys():
            what = f"توافقنامه بندی به شماره‌ی {listed(strange)} ندارد."
            remedy = "شماره را با agreement/clauses.toml بسنجید؛ بندها را با فاصله جدا کنید."
            yield plan.at(element, "clause-unknown", what, remedy)


def clauses_without_step(plan: Plan) -> Iterator[Finding]:
    """Every clause is carried out by a step, or there is a reason why not."""
    cited = {clause for element in plan.models.elements() for clause in element.clauses}
    for clause in sorted(plan.agreement.clauses.keys() - cited - NOT_ON_A_MODEL.keys()):
        what = f"هیچ عنصری بند {clause} را انجام نمی‌دهد."
        remedy = f"شماره‌ی {clause} را در ویژگی clause عنصری بنویسید که آن را انجام می‌دهد."
        yield Finding("clause-without-step", "agreement/clauses.toml", clause, "", what, remedy)


def clauses_misquoted(plan: Plan) -> Iterator[Finding]:
    """What stands in guillemets is said by a cited clause, word for word."""
    for element in plan.models.elements():
        texts = [plan.agreement.clauses[one].text for one in element.clauses if one in plan.agreement.clauses]
        parts = [part.strip() for quote in QUOTE.findall(element.documentation) for part in quote.split("…")]
        for part in parts if texts else ():
            if not any(part in text for text in texts):
                what = f"«{part}» در بندهای {listed(frozenset(element.clauses))} نیست."
                yield plan.at(element, "clause-misquoted", what, "واژه‌به‌واژه از توافقنامه بنویسید.")


def targets_beyond_the_promise(plan: Plan) -> Iterator[Finding]:
    """What no served request can avoid fits the promised time; waits are the subscriber's own (SLA-2.2)."""
    if MAIN in plan.models.processes:
        main = plan.models.processes[MAIN]
        days = {step: plan.agreement.steps[step].working_days for step in unavoidable(plan, main)}
        promised = plan.agreement.target_working_days
        if sum(days.values()) > promised:
            together = f"روی هم {digits(sum(days.values()))} روز کاری است"
            what = (
                f"مهلت گام‌های ناگزیر ({listed(frozenset(days))}) {together}؛ مدت خدمت {digits(promised)} روز."
            )
            remedy = "مهلتی را در agreement/steps.toml کوتاه کنید، یا گامی را از راه اصلی بردارید."
            yield plan.on(main, main, "target-exceeded", what, remedy)


def unavoidable(plan: Plan, process: Process) -> Iterator[str]:
    """The user tasks without which no token comes to a plain end, those of called processes included."""
    for element in process.of_kind("userTask", "callActivity"):
        if not _ends_without(process, element):
            if element.call and element.call.ref in plan.models.processes:
                yield from unavoidable(plan, plan.models.processes[element.call.ref])
            elif element.id in plan.agreement.steps:
                yield element.id


def _ends_without(process: Process, skipped: Element) -> bool:
    """Whether a plain end is come to though the element never ends."""
    ends = {end.id for end in process.of_kind("endEvent") if _is_plain(process, end)} - beside(process)
    found: set[str] = set()
    ahead = list(process.starts(process.id))
    while ahead:
        element = ahead.pop()
        if element.id not in found | {skipped.id}:
            found.add(element.id)
            ahead.extend(_next(process, element))
    return bool(ends & found)


def _next(process: Process, element: Element) -> Iterator[Element]:
    """What comes next; behind a sub-process, what its ends lead to."""
    yield from (event for event in process.attached(element) if event.interrupting)
    if element.kind == "subProcess":
        yield from process.starts(element.id)
        return
    ends = element.kind == "endEvent" and not element.is_a("error") and element.scope in process.elements
    for flow in process.flows_from(process[element.scope] if ends else element):
        yield process[flow.target]


def _is_plain(process: Process, end: Element) -> bool:
    """In the main process the end of a request that was served; in another whatever is no error."""
    is_last = end.scope == process.id and not end.is_a("error")
    return is_last and (process.id != MAIN or end.id == Outcome.SERVED)


RULES = (
    steps_without_clause,
    steps_without_documentation,
    clauses_that_are_none,
    clauses_without_step,
    clauses_misquoted,
    targets_beyond_the_promise,
)
