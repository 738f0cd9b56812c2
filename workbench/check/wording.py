"""Is what people read written as Persian is written, and does every viewer show it in the right order?"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from domain.persian import digits
from workbench.check.finding import Finding
from workbench.check.form_files import components, forms, texts
from workbench.check.plan import Plan

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
LONGEST_LABEL = 45
QUOTE = re.compile("«[^»]*»")
FAULTS = (
    ("[\u064a\u0643\u0649]", "arabic-letter", "ي یا ك عربی دارد.", "ی و ک فارسی بنویسید."),
    ("[\u0660-\u0669]", "arabic-digit", "رقم عربی دارد.", "رقم فارسی بنویسید."),
    ("[\u0640\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069]", "hidden-mark",
     "نشانه‌ای پنهان، کشیدگی یا فاصله‌ی سخت دارد.", "متن را دوباره و بی آن بنویسید."),
    ("\\s\u200c|\u200c\\s|\u200c\u200c|\u200c$", "stray-half-space",
     "نیم‌فاصله‌ای کنار فاصله یا تکراری دارد.", "نیم‌فاصله‌ی بیجا را بردارید."),
    (r"(^|\s)ن?می\s|\sها(ی|\s|$)", "missing-half-space",
     "«می» یا «ها» با فاصله از واژه جدا مانده است.", "میان آن و واژه نیم‌فاصله بگذارید."),
    (r"[?;]|,(?!\d)", "latin-punctuation", "نشانه‌گذاری لاتین دارد.", "بنویسید ؟ ، ؛"),
    (r"  |\s[.،؛؟]", "space-too-many", "فاصله‌ای بیش از اندازه دارد.", "فاصله‌ی بیجا را بردارید."),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern), kind, what, remedy) for pattern, kind, what, remedy in FAULTS)
AT_THE_ENDS = re.compile(r"^[\s\d۰-۹(«\[]|[\d۰-۹().!\]»%٪:]\s*$")
PERSIAN = re.compile("[\u0600-\u06ff]")


class Fault(NamedTuple):
    """What is wrong with a text, and what to do."""

    kind: str
    what: str
    remedy: str


def faults_of_text(text: str) -> Iterator[Fault]:
    """What is wrong with any text that people read; the words of a clause are quoted as signed."""
    for pattern, kind, what, remedy in PATTERNS:
        if pattern.search(text):
            yield Fault(kind, f"«{text}»: {what}", remedy)
    wrong, right = _glossary()
    for found in sorted(set(wrong.findall(QUOTE.sub("", text)))):
        yield Fault(
            "glossary-spelling", f"«{text}»: «{found}» دارد.", f"مانند واژه‌نامه بنویسید {right[found]}."
        )


def faults_of_label(label: str) -> Iterator[Fault]:
    """What is wrong with a label of a diagram, which a viewer lays out from left to right."""
    yield from faults_of_text(label)
    if len(label) > LONGEST_LABEL:
        what = f"برچسب «{label}» {digits(len(label))} نویسه است."
        yield Fault("label-too-long", what, f"آن را تا {digits(LONGEST_LABEL)} نویسه کوتاه کنید.")
    if AT_THE_ENDS.search(label):
        what = f"برچسب «{label}» رقم، پرانتز یا نقطه‌ای در سر یا ته دارد و به هم ریخته نشان داده می‌شود."
        yield Fault("label-order", what, "آن را به میان برچسب ببرید یا بردارید.")
    if re.search("[A-Za-z]", label):
        what = f"برچسب «{label}» واژه‌ای لاتین دارد و به هم ریخته نشان داده می‌شود."
        yield Fault("label-latin", what, "برچسب را تنها فارسی بنویسید.")


@cache
def _glossary() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of the glossary as they are misspelt, without their half-space, with what is right."""
    right = {word.replace("\u200c", between): word for word in _words() for between in (" ", "")}
    wrong = "|".join(sorted(right, key=len, reverse=True))
    return re.compile(rf"(?<![\u0600-\u06ff\u200c])(?:{wrong})(?![\u0600-\u06ff])"), right


def _words() -> Iterator[str]:
    for line in GLOSSARY.read_text("utf-8").splitlines():
        if line.startswith("| ") and "\u200c" in line:
            words = re.findall("[\u0600-\u06ff\u200c]+", line.split("|")[1])
            yield from (word for word in words if "\u200c" in word)


def labels(plan: Plan) -> Iterator[Finding]:
    """The labels of the diagrams."""
    for process in plan.processes():
        for label in (process.name, process.owner):
            yield from (plan.on(process, process, *fault) for fault in faults_of_label(label))
        for element in process:
            yield from (plan.at(element, *fault) for fault in faults_of_label(element.name))
        for flow in process.flows:
            yield from (plan.on(process, flow, *fault) for fault in faults_of_label(flow.name))


def texts_of_models(plan: Plan) -> Iterator[Finding]:
    """What a person reads beside the labels of a diagram."""
    for process in plan.processes():
        yield from (plan.on(process, process, *fault) for fault in faults_of_text(process.documentation))
        for element in process:
            fields = element.form.fields if element.form else ()
            words = [word for field in fields for word in (field.label, *field.values.values())]
            for text in (element.documentation, *words):
                yield from (plan.at(element, *fault) for fault in faults_of_text(text))


def texts_of_forms(plan: Plan) -> Iterator[Finding]:
    """What a form asks and says; expressions are no text."""
    for file, form in forms(plan):
        for part in components(form):
            for text in texts(part):
                for fault in faults_of_text(text) if _is_read(text) else ():
                    place = str(part.get("id", "")), str(part.get("label", ""))
                    yield Finding(fault.kind, file, *place, fault.what, fault.remedy)


def _is_read(text: str) -> bool:
    return not text.startswith("=") and PERSIAN.search(text) is not None


def texts_of_decisions(plan: Plan) -> Iterator[Finding]:
    """What a decision says of itself, its columns and its rows."""
    for table in plan.models.decisions.values():
        columns = [column.label for column in (*table.inputs, *table.outputs)]
        for text in (table.name, table.note, *columns, *(rule.note for rule in table.rules)):
            for fault in faults_of_text(text):
                file = plan.homes[table.id]
                yield Finding(fault.kind, file, table.id, table.name, fault.what, fault.remedy)


def texts_of_the_agreement(plan: Plan) -> Iterator[Finding]:
    """What the subscriber reads: the notices, and what is declared at registration."""
    written = {key: ("agreement/notices.toml", notice.text) for key, notice in plan.agreement.notices.items()}
    written["declaration"] = ("agreement/service.toml", plan.agreement.declaration.text)
    for key, (file, text) in written.items():
        for fault in faults_of_text(text):
            yield Finding(fault.kind, file, key, "", fault.what, fault.remedy)


RULES = (labels, texts_of_models, texts_of_forms, texts_of_decisions, texts_of_the_agreement)
