"""The list of steps that analysts read is that of the steps in Python."""

from pathlib import Path

from tests.domain.samples import AGREEMENT
from workbench.features.definitions import load_definitions, nearest
from workbench.features.files import read_features
from workbench.features.lint import faults
from workbench.features.vocabulary import BEGIN, END, written

ROOT = Path(__file__).parents[3]
README = (ROOT / "features" / "README.md").read_text("utf-8")
STEPS = load_definitions(ROOT)
FEATURES = read_features(ROOT / "features")
RULE = "# language: fa\nویژگی: نمونه\n  @SLA-3.5\n  قانون: آزمایش کنتور\n"


def rows(document: str) -> dict[str, str]:
    """The steps of the list, each with its sentence; its headings are left out."""
    _, _, table = document.partition(BEGIN)
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    found = {step: "".join(sentence) for step, *sentence in cells}
    return {step: sentence for step, sentence in found.items() if step not in ("گام", "---")}


def test_the_readme_lists_the_steps_of_today() -> None:
    today = rows(written(README, STEPS, FEATURES))
    assert rows(README).keys() == today.keys(), "run: barchin features vocabulary"


def test_each_sentence_of_the_list_can_be_said() -> None:
    sentences = [sentence for sentence in rows(README).values() if sentence]
    unknown = [sentence for sentence in sentences if not any(one.fits(sentence) for one in STEPS)]
    assert sentences
    assert unknown == [], "run: barchin features vocabulary"


def test_the_example_of_the_readme_could_be_added_as_it_is() -> None:
    _, _, rest = README.partition("```gherkin\n")
    example, _, _ = rest.partition("```")
    told = faults({Path("features/trial.feature"): RULE + example}, STEPS, AGREEMENT.clauses)
    assert [fault for fault in told if fault.path.startswith("features/")] == []


def test_every_step_is_in_the_list_with_a_sentence_where_something_stands_in_it() -> None:
    table = written(f"{BEGIN}{END}", STEPS, FEATURES)
    assert [one.pattern for one in STEPS if f"| {one.pattern}" not in table] == []
    assert [step for step, sentence in rows(table).items() if "…" in step and not sentence] == []


def test_a_step_of_a_closed_list_is_known_by_each_of_its_values() -> None:
    closed = next(one for one in STEPS if one.values)
    sentence = next(closed.sentences)
    assert nearest(sentence, STEPS, [])[0] == sentence
