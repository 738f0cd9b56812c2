"""Features: Persian, one rule a clause, titled with its own words, nothing passed over in silence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agreement.shipped import ROOT
from tests.domain.samples import AGREEMENT

FEATURES = sorted((ROOT / "features").glob("*.feature"))
KEYWORDS = re.compile("(ویژگی|زمینه|قانون|مثال|سناریو|الگوی سناریو|نمونه ها):")
STEPS = re.compile(r"(با فرض|وقتی|آنگاه|و|اما) |[|@#]")


def rules(text: str) -> Iterator[tuple[str, str]]:
    """Each rule of the feature: its tag line and its title."""
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines):
        if line.startswith("قانون:"):
            yield lines[number - 1], line.removeprefix("قانون:").strip()


def faults(text: str) -> Iterator[str]:
    if not text.startswith("# language: fa\n"):
        yield "the first line is «# language: fa»"
    for tag, title in rules(text):
        clause = AGREEMENT.clauses.get(tag.removeprefix("@SLA-"))
        if clause is None:
            yield f"{title}: tag the rule with one clause, not with {tag}"
        elif title not in clause.text:
            yield f"{title}: not the words of clause {clause.id}"
    yield from faults_of_keywords(text)


def faults_of_keywords(text: str) -> Iterator[str]:
    """A keyword that is misspelt is read as a description, and what follows it is never run."""
    for line in map(str.strip, text.splitlines()):
        if line.endswith(":") and not KEYWORDS.match(line) and not STEPS.match(line):
            yield f"{line}: not a keyword; everything after it would be passed over"
        if re.search("[\u064a\u0643\u0649\u0660-\u0669]", line):
            yield f"{line}: Arabic letters or digits"


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_a_feature_speaks_the_words_of_its_clauses(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


def test_every_scenario_stands_under_a_rule() -> None:
    for path in FEATURES:
        text = path.read_text("utf-8")
        first = min(text.index(word) for word in ("مثال:", "الگوی سناریو:") if word in text)
        assert text.index("قانون:") < first, f"{path.name}: a scenario before the first rule"


SOUND = """# language: fa
ویژگی: نمونه
  زمینه:
    با فرض نمونه

  @SLA-3.5
  قانون: آزمایش کنتور
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("زمینه:", "پیش‌زمینه:", "not a keyword"),
        ("زمینه:", "زم\u064aنه:", "Arabic letters"),
        ("@SLA-3.5", "@SLA-9.9", "tag the rule with one clause"),
        ("@SLA-3.5", "", "tag the rule with one clause"),
        ("قانون: آزمایش کنتور", "قانون: آزمودن کنتور", "not the words of clause 3.5"),
        ("# language: fa\n", "", "the first line"),
    ],
)
def test_a_feature_that_would_be_passed_over_is_told(old: str, new: str, said: str) -> None:
    assert list(faults(SOUND)) == []
    assert any(said in fault for fault in faults(SOUND.replace(old, new)))
