"""What does the analyst's page say about each kind of finding? What the check says of its seeded fault.

    python -m tests.workbench.check.guide

writes the list in `docs/analyst.md` anew, and draws its pictures of Modeler's editor: one fault, one token.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from console.model import furnish
from console.tools import run_tool
from tests.agreement.shipped import FILES, ROOT
from tests.workbench.check import frame_seeds as frame
from tests.workbench.check import rule_seeds as rules
from tests.workbench.check.seeds import Seed, findings
from workbench.check.finding import GUIDE, Finding

PAGE = ROOT / GUIDE
PICTURES = ROOT / "docs" / "pictures"
DRAWN_FROM = PICTURES / "source.txt"
"""The digest of the model in the pictures."""

NOBODYS = Seed(
    "unknown-group", "test-meter", "examine-meter.bpmn", ' camunda:candidateGroups="meter-testing"', ""
)
"""The fault in the pictures."""

BEGIN, END = "<!-- kinds: python -m tests.workbench.check.guide -->", "<!-- /kinds -->"

LATIN = re.compile(r"[$#]\{[^}]*\}|[A-Za-z0-9](?:[ !\"%-~]*[A-Za-z0-9])?")
"""An expression, or Latin words in a row."""

SECTIONS: Mapping[str, tuple[Seed, ...]] = {
    "نوشتار مدل": frame.MARKUP,
    "تنظیمات موتور": rules.ENGINE,
    "موضوع‌ها و کارگزارها": frame.TOPICS,
    "فراخوانی‌ها": (*frame.CALLS, *rules.BINDINGS),
    "متغیرها": frame.VARIABLES,
    "خطاها و تشدیدها": frame.ERRORS,
    "پیام‌ها": frame.MESSAGES,
    "دروازه‌ها": frame.GATEWAYS,
    "راه‌ها": frame.WAYS,
    "رویدادها": frame.EVENTS,
    "کارهای کاربر": rules.USER_TASKS,
    "انتظارها": rules.WAITS,
    "فرم‌ها": (*rules.FORM_FIELDS, *rules.FORM_FILES),
    "تصمیم‌ها": rules.DECISIONS,
    "بندهای توافقنامه": rules.CLAUSES,
    "پیامک‌ها": rules.NOTICES,
    "نگارش": (*rules.WORDS, *rules.NAMES),
}


def first_of_each_kind() -> dict[str, Seed]:
    """The seed by which each kind is explained."""
    found: dict[str, Seed] = {}
    for seeds in SECTIONS.values():
        for seed in seeds:
            found.setdefault(seed.kind, seed)
    return found


def told_of(seed: Seed) -> Finding | None:
    """What the check says at the element of the seeded fault."""
    found = findings(seed.sown())
    return next((one for one in found if (one.kind, one.element) == (seed.kind, seed.element)), None)


def entry(found: Finding) -> str:
    """The kind, where its example is, and what is said of it."""
    name = f"«{found.name}»، " if found.name else ""
    where = f"{name}{found.element} در {found.file}" if found.element else found.file
    told = f"نمونه: {where}\n\n{found.what}\n\n**چاره:** {found.remedy}"
    return f"#### {found.kind}\n\n{coded(told)}\n"


def coded(text: str) -> str:
    """Latin words and expressions as code; an expression begins with a sign that needs its direction said."""
    return LATIN.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    latin = found[0]
    return f"`{latin}`" if latin[0].isalpha() else f'<code dir="ltr">{escape(latin, quote=False)}</code>'


def listed() -> Iterator[str]:
    """The whole list."""
    shown = set(first_of_each_kind().values())
    for title, seeds in SECTIONS.items():
        yield f"### {title}\n"
        yield from (entry(found) for seed in seeds if seed in shown and (found := told_of(seed)))


def write() -> None:
    """The page with the list of today between its marks."""
    text = PAGE.read_text("utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    kinds = "\n".join(listed())
    PAGE.write_text(f"{before}{BEGIN}\n\n{kinds}\n{after}", "utf-8")


def draw() -> None:
    """A fault and a token as the editor shows them with our plug-ins."""
    with TemporaryDirectory() as folder:
        modeler, model = Path(folder) / "modeler", Path(folder) / NOBODYS.file
        model.write_bytes(NOBODYS.sown()[NOBODYS.file])
        furnish(modeler, ROOT / "bpmn", {})
        pictures = (PICTURES / "modeler-faults.png", PICTURES / "modeler-tokens.png")
        run_tool(ROOT / "bpmn", "modeler-try", *map(str, (modeler, model, *pictures)))
    DRAWN_FROM.write_text(f"{digest()}\n", "utf-8")


def digest() -> str:
    """That of the model in the pictures, as it is now."""
    return hashlib.sha256(FILES[NOBODYS.file]).hexdigest()


if __name__ == "__main__":
    write()
    draw()
