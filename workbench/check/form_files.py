"""Can Tasklist of 7.24 show the form as it is written?

It shows no form at all when a component is unknown, and passes over a rule that it does not know.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from workbench.check.finding import Finding
from workbench.check.given import listed
from workbench.check.plan import Plan
from workbench.forms import SHOWN_WHEN

Part = Mapping[str, Any]

PLATFORM = "Camunda Platform"
VERSION = "7.24.0"
SCHEMA_VERSION = 16
"""That of form-js 1.8.7, which the web apps of 7.24 have."""

INPUTS = frozenset(
    ("textfield", "number", "datetime", "textarea", "checkbox", "radio", "select", "checklist", "taglist")
)
SHOWN = ("expression", "image", "text", "html", "button", "spacer", "separator", "table", "iframe")
COMPONENTS = INPUTS | {*SHOWN, "group", "dynamiclist"}
RULES_OF_A_FIELD = frozenset(
    ("required", "validationType", "pattern", "minLength", "maxLength", "min", "max")
)
SHOWS = frozenset({"stepText", "caseUrl"})
WEIGHED = re.compile(r"(\d+) \* (error[A-Z]\w*)")
KEY = re.compile("[a-z][A-Za-z0-9]*")


def forms(plan: Plan) -> Iterator[tuple[str, Part]]:
    """Every form as written, with the name of its file."""
    for file, content in plan.files.items():
        if file.endswith(".form"):
            yield file, json.loads(content)


def components(part: Part) -> Iterator[Part]:
    """The components of a form, groups with what is in them."""
    for component in part.get("components", []):
        yield component
        yield from components(component)


def found(file: str, part: Part, kind: str, what: str, remedy: str) -> Finding:
    """A finding about a form or a component of it."""
    return Finding(kind, file, str(part.get("id", "")), str(part.get("label", "")), what, remedy)


def forms_for_another_engine(plan: Plan) -> Iterator[Finding]:
    """Marked for the version that shows it."""
    for file, form in forms(plan):
        if (form.get("executionPlatform"), form.get("executionPlatformVersion")) != (PLATFORM, VERSION):
            what = f"فرم برای {PLATFORM} {VERSION} ساخته نشده است."
            yield found(file, form, "form-platform", what, "در Modeler نسخه‌ی موتور فرم را 7.24 کنید.")
        if form.get("schemaVersion") != SCHEMA_VERSION:
            what = f"schemaVersion فرم {form.get('schemaVersion')} است، نه {SCHEMA_VERSION}."
            yield found(file, form, "form-schema-version", what, "فرم را با Modeler نسخه‌ی 7.24 ذخیره کنید.")


def components_not_shown(plan: Plan) -> Iterator[Finding]:
    """One unknown component, and the user gets no form."""
    for file, form in forms(plan):
        for one in components(form):
            if one.get("type") not in COMPONENTS:
                what = f"Tasklist مؤلفه‌ی {one.get('type')} را نمی‌شناسد و هیچ فرمی نشان نمی‌دهد."
                yield found(file, one, "form-component-unknown", what, "آن را با مؤلفه‌ی دیگری جایگزین کنید.")


def rules_not_kept(plan: Plan) -> Iterator[Finding]:
    """A rule of a newer form-js does nothing here."""
    for file, form in forms(plan):
        for one in components(form):
            for rule in sorted(one.get("validate", {}).keys() - RULES_OF_A_FIELD):
                what = f"قاعده‌ی {rule} در این نسخه اثری ندارد."
                yield found(
                    file, one, "form-rule-unknown", what, "قاعده را بردارید یا با دیگری جایگزین کنید."
                )
            if not _is_pattern(one.get("validate", {}).get("pattern", "")):
                yield found(file, one, "form-pattern", "الگوی این فیلد خوانده نمی‌شود.", "الگو را درست کنید.")


def fields_without_name(plan: Plan) -> Iterator[Finding]:
    """Each field has a key that is a variable, a label, and an id of its own."""
    for file, form in forms(plan):
        ids = [one.get("id") for one in components(form)]
        for one in components(form):
            if not one.get("id") or ids.count(one["id"]) > 1:
                what = "شناسه‌ی مؤلفه نیست یا در همین فرم دو بار آمده است."
                yield found(file, one, "form-component-id", what, "به هر مؤلفه شناسه‌ای جدا بدهید.")
            if one.get("type") in INPUTS and not KEY.fullmatch(one.get("key", "")):
                what = f"کلید «{one.get('key', '')}» نام متغیر نیست."
                yield found(file, one, "form-key", what, "کلید را لاتین، بی‌فاصله و با حرف کوچک آغاز کنید.")
            if one.get("type") in INPUTS and not one.get("label"):
                yield found(file, one, "form-no-label", "این فیلد برچسب ندارد.", "برچسبی فارسی بنویسید.")


def comparisons_not_feel(plan: Plan) -> Iterator[Finding]:
    """FEEL compares with one sign; with two the condition never holds."""
    for file, form in forms(plan):
        for one in components(form):
            if any(re.search("[^<>=!]==[^=]", text) for text in texts(one) if text.startswith("=")):
                what = "عبارت با == می‌سنجد، که در FEEL معنایی ندارد."
                yield found(file, one, "form-comparison", what, "به جای == بنویسید =.")


def texts(value: Any) -> Iterator[str]:
    """Every text of a component but its pattern, without those of the components in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one) if key not in ("components", "pattern") else ()


def conditions_not_read(plan: Plan) -> Iterator[Finding]:
    """Whether the form may hide a field decides if the engine may demand it."""
    for file, form in forms(plan):
        for one in components(form):
            hide = one.get("conditional", {}).get("hide", "")
            if hide and not SHOWN_WHEN.fullmatch(str(hide)):
                what = "شرط پنهان شدن این فیلد از گونه‌ی خواندنی ما نیست."
                remedy = "بنویسید =if شرط نمایش then false else true."
                yield found(file, one, "form-condition", what, remedy)


def forms_without_context(plan: Plan) -> Iterator[Finding]:
    """Who fills it in reads what the worker wrote, and can open the case."""
    for file, form in forms(plan):
        if hidden := SHOWS - plan.models.forms[form["id"]].shows:
            what = f"فرم {listed(frozenset(hidden))} را نشان نمی‌دهد."
            remedy = "متنی با عبارت =stepText و پیوندی به caseUrl در سر فرم بگذارید."
            yield found(file, form, "form-shows-not", what, remedy)


def weights_of_another_figure(plan: Plan) -> Iterator[Finding]:
    """The form works the meter's error out as the worker behind it does, by the agreement's weights."""
    figure = plan.agreement.point_weights.figure
    wanted = {to_camel(f"error_{point}"): weight for point, weight in figure.items()}
    for file, form in forms(plan):
        for one in components(form):
            expression = str(one.get("expression", ""))
            written = {name: int(weight) for weight, name in WEIGHED.findall(expression)}
            if written and (written != wanted or f"/ {sum(wanted.values())}," not in expression):
                what = "وزن بارهای آزمایش در این عبارت با وزن‌های توافقنامه یکی نیست."
                remedy = "عبارت را درست کنید، یا point_weights را در agreement/service.toml."
                yield found(file, one, "form-weights", what, remedy)


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


RULES = (
    forms_for_another_engine,
    components_not_shown,
    rules_not_kept,
    fields_without_name,
    comparisons_not_feel,
    conditions_not_read,
    forms_without_context,
    weights_of_another_figure,
)
