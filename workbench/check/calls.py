"""Does everything that a model calls exist, and does the case go along?"""

from collections.abc import Iterable, Iterator, Set

from cases.damages import DECISION
from cases.relay import STARTS
from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.slips import all_meant, perhaps
from workbench.processes import Call, Element

SAME_CASE = "#{execution.processBusinessKey}"


def called_processes_missing(plan: Plan) -> Iterator[Finding]:
    """A call to a process that is not there stops with an incident."""
    for element in plan.models.elements("callActivity"):
        ref, known = element.call.ref if element.call else "", plan.models.processes
        if ref not in known:
            what = f"فرایند «{ref}» که اینجا فراخوانده می‌شود وجود ندارد."
            yield plan.at(element, "called-process-missing", what, _choose("Called element", ref, known))


def decisions_missing(plan: Plan) -> Iterator[Finding]:
    """A business rule task asks a decision of ours."""
    for element in plan.models.elements("businessRuleTask"):
        ref, known = element.decision.ref if element.decision else "", plan.models.decisions
        if ref not in known:
            what = f"تصمیم «{ref}» که اینجا پرسیده می‌شود وجود ندارد."
            yield plan.at(element, "decision-missing", what, _choose("Decision reference", ref, known))


def forms_missing(plan: Plan) -> Iterator[Finding]:
    """A user task without its form shows an empty page."""
    for element in plan.models.elements("userTask"):
        ref, known = element.form.ref if element.form else "", plan.models.forms
        if ref not in known:
            what = f"فرم «{ref}» که این کار نشان می‌دهد وجود ندارد."
            yield plan.at(element, "form-missing", what, _choose("Form reference", ref, known))


def _choose(place: str, ref: str, known: Iterable[str]) -> str:
    ids = list(known)
    return perhaps(ref, ids, f"در {place} یکی از این‌ها را بنویسید: {_listed(ids)}.")


def calls_of_another_case(plan: Plan) -> Iterator[Finding]:
    """Whose case it is goes down as the business key, and nothing else says so."""
    for element in plan.models.elements("callActivity"):
        if element.call and element.call.business_key != SAME_CASE:
            what = "کد رهگیری (business key) به فرایند فراخوانده داده نمی‌شود."
            remedy = f"در Call activity گزینه‌ی Business key را روشن کنید و بنویسید {SAME_CASE}."
            yield plan.at(element, "business-key-not-handed-down", what, remedy)


def calls_in_a_circle(plan: Plan) -> Iterator[Finding]:
    """A process that calls itself never comes to its end."""
    for process in plan.processes():
        if process.id in plan.circular:
            what = "این فرایند، خود یا از راه فرایندی دیگر، خودش را فرامی‌خواند."
            remedy = "فراخوانی را بردارید و به جای آن با یک جریان به گام پیشین بازگردید."
            yield plan.on(process, process, "calls-itself", what, remedy)


def decisions_answered_otherwise(plan: Plan) -> Iterator[Finding]:
    """One value, under the name that the table gives it."""
    for element in plan.models.elements("businessRuleTask"):
        call = element.decision
        if call and call.ref in plan.models.decisions:
            yield from _faults_of_result(plan, element, call)


def _faults_of_result(plan: Plan, element: Element, call: Call) -> Iterator[Finding]:
    output = plan.models.decisions[call.ref].outputs[0].variable
    if call.result != output:
        what = f"نتیجه‌ی تصمیم در {call.result or 'هیچ متغیری'} نوشته می‌شود؛ خروجی جدول {output} است."
        yield plan.at(element, "decision-result-name", what, f"در Result variable بنویسید {output}.")
    if call.result_as != "singleEntry":
        what = f"نتیجه‌ی تصمیم به شکل {call.result_as or 'resultList'} گرفته می‌شود، نه یک مقدار."
        yield plan.at(element, "decision-result-map", what, "در Map decision result بنویسید singleEntry.")


def files_not_used(plan: Plan) -> Iterator[Finding]:
    """A process, form or decision that nothing leads to is dead, or its caller went astray."""
    called = {one.call.ref for one in plan.models.elements() if one.call}
    shown = {one.form.ref for one in plan.models.elements() if one.form}
    asked = {one.decision.ref for one in plan.models.elements() if one.decision}
    started = {start.process for start in STARTS.values()}
    unused = (
        *_unused(plan.models.processes.keys(), called | started),
        *_unused(plan.models.forms.keys(), shown),
        *_unused(plan.models.decisions.keys(), asked | {DECISION}),
    )
    for one in unused:
        what = f"{one} در هیچ مدلی به کار نرفته است."
        remedy = "جایی را که باید آن را فراخواند درست کنید، یا پرونده را بردارید."
        yield Finding("not-used", plan.homes[one], one, "", what, remedy)


def _unused(defined: Set[str], named: Set[str]) -> list[str]:
    """What nobody names, and nobody meant by a name that is misspelt."""
    return sorted(defined - named - all_meant(named - defined, defined))


def files_of_another_name(plan: Plan) -> Iterator[Finding]:
    """A reader finds what is in a file by its name."""
    for file, defined in _defined(plan).items():
        stem = file.rpartition(".")[0]
        if stem not in defined:
            what = f"نام پرونده {stem} است و شناسه‌ی آنچه در آن است {_listed(defined)}."
            yield Finding("file-name", file, stem, "", what, "نام پرونده و شناسه را یکسان کنید.")


def _defined(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {file: set() for file in plan.homes.values()}
    for one, file in plan.homes.items():
        found[file].add(one)
    return found


def _listed(ids: Iterable[str]) -> str:
    return "، ".join(sorted(ids))


RULES = (
    called_processes_missing,
    decisions_missing,
    forms_missing,
    calls_of_another_case,
    calls_in_a_circle,
    decisions_answered_otherwise,
    files_not_used,
    files_of_another_name,
)
