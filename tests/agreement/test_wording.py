"""What people read is written as Persian is written, with the glossary's words, in the room of a label."""

import re
from collections.abc import Iterator

import pytest

from domain.groups import Group
from domain.requests import Outcome, Status
from tests.agreement.shipped import MODELS, ROOT, changed
from tests.domain.samples import AGREEMENT
from workbench.models import Models

LONGEST_LABEL = 45
QUOTE = re.compile("«[^»]*»")
FAULTS = (
    (re.compile("[\u064a\u0643\u0649]"), "Arabic ي, ك or ى: write ی and ک"),
    (re.compile("[\u0660-\u0669]"), "Arabic digits: write Persian ones"),
    (
        re.compile("[\u0640\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "tatweel, a hidden mark or a hard space",
    ),
    (re.compile("\\s\u200c|\u200c\\s|\u200c\u200c|\u200c$"), "a zero-width non-joiner beside a space"),
    (re.compile(r"(^|\s)ن?می\s|\sها(ی|\s|$)"), "write می‌ and ‌ها with a zero-width non-joiner"),
    (re.compile(r"[?;]|,(?!\d)"), "Latin punctuation: write ؟ ، ؛"),
    (re.compile(r"  |\s[.،؛؟]"), "a space too many"),
)
AT_THE_ENDS = re.compile(r"^[\s\d۰-۹(«\[]|[\d۰-۹().!\]»%٪:]\s*$")


def glossary() -> Iterator[str]:
    """The Persian words of the glossary that hold a zero-width non-joiner."""
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        if line.startswith("| ") and "\u200c" in line:
            words = re.findall("[\u0600-\u06ff\u200c]+", line.split("|")[1])
            yield from (word for word in words if "\u200c" in word)


MISSPELT = {word.replace("\u200c", between): word for word in glossary() for between in (" ", "")}


def faults_of_text(text: str) -> Iterator[str]:
    own = QUOTE.sub("", text)
    for pattern, fault in FAULTS:
        if pattern.search(text):
            yield f"«{text}»: {fault}"
    for wrong, right in MISSPELT.items():
        if re.search(rf"(?<![\u0600-\u06ff\u200c]){wrong}(?![\u0600-\u06ff])", own):
            yield f"«{text}»: the glossary writes {right}"


def faults_of_label(label: str) -> Iterator[str]:
    yield from faults_of_text(label)
    if len(label) > LONGEST_LABEL:
        yield f"«{label}»: {len(label)} characters, a label has room for {LONGEST_LABEL}"
    if AT_THE_ENDS.search(label):
        yield f"«{label}»: a digit, bracket or stop at an end comes out in the wrong order"
    if re.search("[A-Za-z]", label):
        yield f"«{label}»: a Latin word in a label comes out in the wrong order"


def labels(models: Models) -> Iterator[str]:
    for process in models.processes.values():
        yield from (process.name, process.owner)
        yield from (element.name for element in process if element.name)
        yield from (flow.name for flow in process.flows if flow.name)


def texts(models: Models) -> Iterator[str]:
    """What a person reads beside the labels of a diagram."""
    for process in models.processes.values():
        yield process.documentation
        for element in process:
            yield element.documentation
            for field in element.form.fields if element.form else ():
                yield from (field.label, *field.values.values())
    for form in models.forms.values():
        yield from (text for text in form.texts if not text.startswith("="))
    for table in models.decisions.values():
        yield from (table.name, table.note, *(rule.note for rule in table.rules))
        yield from (column.label for column in (*table.inputs, *table.outputs))


def faults(models: Models) -> list[str]:
    of_labels = [fault for label in labels(models) for fault in faults_of_label(label)]
    return of_labels + [fault for text in texts(models) for fault in faults_of_text(text)]


def test_models_and_forms_are_written_as_persian_is_written() -> None:
    assert faults(MODELS) == []


def test_every_step_has_a_name() -> None:
    assert [str(one) for one in MODELS.elements() if not one.name] == []


def test_the_words_of_the_service_are_written_as_persian_is_written() -> None:
    words = [notice.text for notice in AGREEMENT.notices.values()] + [AGREEMENT.declaration.text]
    words += [member.title for kind in (Status, Outcome, Group) for member in kind]
    assert [fault for text in words for fault in faults_of_text(text)] == []


def test_the_features_are_written_as_persian_is_written() -> None:
    found = []
    for path in sorted((ROOT / "features").glob("*.feature")):
        for line in map(str.strip, path.read_text("utf-8").splitlines()):
            if not line.startswith(("|", "#", "قانون:", "نمونه ها:")):
                found += list(faults_of_text(line))
    assert found == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("آزمایش لازم شد", "آزما\u064aش لازم شد", "Arabic"),
        ("آزمایش لازم شد", "آزمایش ها لازم شد", "zero-width"),
        ("آزمایش لازم شد", "آزمایش لازم شد.", "comes out in the wrong order"),
        ("آزمایش لازم شد", "آزمایش OK شد", "a Latin word"),
        ("آزمایش لازم شد", "آزمایش " * 8, "a label has room for"),
        ("آزمایش لازم شد", "جمع آوری لازم شد", "the glossary writes جمع‌آوری"),
        ("کنتور آزمایش‌پذیر است؟", "کنتور آزمایش‌پذیر است?", "Latin punctuation"),
        ("مهلت آزمایش تعیین می‌شود؛", "تسویه حساب می‌شود؛", "the glossary writes تسویه‌حساب"),
    ],
)
def test_a_word_that_is_misspelt_is_told(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in faults(changed("examine-meter.bpmn", old, new)))


def test_the_words_of_a_clause_are_quoted_as_signed() -> None:
    assert list(faults_of_text("«با جمع‌آوری دائم انشعاب و تسویه حساب وی خاتمه می‌یابد».")) == []
