"""What does the analyst's page say about each kind of finding? What the check says of its seeded fault.

    python -m tests.workbench.check.guide

writes the list in `docs/analyst.md` anew.
"""

from collections.abc import Iterator, Mapping

from tests.agreement.shipped import ROOT
from tests.workbench.check import frame_seeds as frame
from tests.workbench.check import rule_seeds as rules
from tests.workbench.check.seeds import Seed, findings
from workbench.check.finding import GUIDE, Finding

PAGE = ROOT / GUIDE
BEGIN, END = "<!-- kinds: python -m tests.workbench.check.guide -->", "<!-- /kinds -->"

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
    where = f"{name}`{found.element}` در `{found.file}`" if found.element else f"`{found.file}`"
    return f"#### {found.kind}\n\nنمونه: {where}\n\n{found.what}\n\n**چاره:** {found.remedy}\n"


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


if __name__ == "__main__":
    write()
