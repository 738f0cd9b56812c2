"""Can the files be read at all? Half a file, or one of another engine, is told alone."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from engine.deployer import DEFINITIONS
from workbench.check.finding import Finding
from workbench.check.plan import Node, read_xml
from workbench.models import parse

CAMUNDA_8 = "http://camunda.org/schema/zeebe/1.0"
FORM_WORDS = ("id", "components", "type")


def faults_of_files(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """One sentence for each file that is no model, decision or form of this engine."""
    if not files:
        remedy = "پوشه‌ی مدل‌ها را با --models نام ببرید."
        yield Finding("no-models", "", "", "", "در این پوشه هیچ مدل، تصمیم یا فرمی نیست.", remedy)
    for name, content in files.items():
        fault = _form_fault(name, content) if name.endswith(".form") else _xml_fault(name, content)
        if fault:
            yield Finding(fault[0], name, "", "", fault[1], fault[2])


Fault = tuple[str, str, str] | None


def _xml_fault(name: str, content: bytes) -> Fault:
    try:
        root = read_xml(content)
    except etree.XMLSyntaxError as error:
        what = f"پرونده از سطر {error.lineno or 1} به بعد خوانده نمی‌شود؛ ناقص است یا XML نیست."
        return "unreadable-file", what, "آن را از نسخه‌ی پیشین برگردانید و دوباره در Modeler ذخیره کنید."
    if CAMUNDA_8 in root.nsmap.values() or _platform(root) == "Camunda Cloud":
        what = "این پرونده برای Camunda 8 ساخته شده است و موتور ۷ آن را اجرا نمی‌کند."
        return "made-for-camunda-8", what, "در Modeler پرونده‌ی تازه‌ای از گونه‌ی Camunda 7 بسازید."
    namespace, kind = DEFINITIONS[Path(name).suffix]
    if root.find(f"{{{namespace}}}{kind}") is None:
        what = f"پرونده چیزی از گونه‌ی {kind} ندارد."
        return "empty-model", what, "مدل را در آن بکشید، یا پرونده را از پوشه بردارید."
    return _reading_fault(name, content)


def _form_fault(name: str, content: bytes) -> Fault:
    try:
        form = json.loads(content)
    except ValueError:
        what = "پرونده خوانده نمی‌شود؛ ناقص است یا JSON نیست."
        return "unreadable-file", what, "آن را از نسخه‌ی پیشین برگردانید و دوباره در Modeler ذخیره کنید."
    if not isinstance(form, dict) or not all(word in form for word in FORM_WORDS):
        what = "پرونده فرمی با شناسه و فهرست مؤلفه‌ها نیست."
        return "empty-model", what, "فرم را در Modeler بسازید، یا پرونده را از پوشه بردارید."
    if form.get("executionPlatform") == "Camunda Cloud":
        what = "این فرم برای Camunda 8 ساخته شده است و Tasklist نسخه‌ی ۷ آن را نشان نمی‌دهد."
        return "made-for-camunda-8", what, "در Modeler فرم تازه‌ای از گونه‌ی Camunda 7 بسازید."
    return _reading_fault(name, content)


def _reading_fault(name: str, content: bytes) -> Fault:
    """What our readers cannot make out, of a file that is sound for any other program."""
    try:
        parse({name: content})
    except (KeyError, ValueError) as error:
        what = f"چیزی در این پرونده است که خوانده نمی‌شود: {error}"
        return "not-understood", what, "آن را از نسخه‌ی پیشین برگردانید، یا از برنامه‌نویس بپرسید."
    return None


def _platform(root: Node) -> str:
    return root.get("{http://camunda.org/schema/modeler/1.0}executionPlatform", "")
