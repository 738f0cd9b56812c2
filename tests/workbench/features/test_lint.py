"""A feature that would be read otherwise than meant, or not at all, is refused with line and remedy."""

import re
from pathlib import Path

import pytest

from tests.domain.samples import AGREEMENT
from workbench.features.definitions import Definition, load_definitions
from workbench.features.faults import Fault
from workbench.features.files import Kind
from workbench.features.lint import faults

ROOT = Path(__file__).parents[3]
PATH = Path("features/trial.feature")
SOUND = """# language: fa
ویژگی: نمونه
  شرحی که کسی اجرا نمی‌کند.

  زمینه:
    با فرض مشترک حقیقی

  @SLA-3.5
  قانون: آزمایش کنتور

    مثال: کنتور سالم است
      وقتی آزمایشگر گزارش کند: کنتور سالم
      آنگاه وضعیت درخواست «در انتظار پاسخ» است

    الگوی سناریو: خطا سنجیده می‌شود
      وقتی آزمایشگر گزارش کند: <خطا>
      آنگاه وضعیت درخواست «در انتظار پاسخ» است
      اما وضعیت درخواست «تازه» است

      نمونه ها:
        | خطا   |
        | ۵ درصد |
"""


def step(kind: Kind, pattern: str) -> Definition:
    expression = re.compile(re.escape(pattern).replace("…", "(.+)"))
    file = f"tests/steps/{kind}.py"
    return Definition(kind, pattern, (), file, 10, lambda text: bool(expression.fullmatch(text)))


STEPS = [
    step("given", "مشترک حقیقی"),
    step("when", "آزمایشگر گزارش کند: …"),
    step("then", "وضعیت درخواست «…» است"),
]


def told(text: str, steps: list[Definition] = STEPS) -> list[Fault]:
    return faults({PATH: text}, steps, AGREEMENT.clauses)


def test_a_sound_feature_is_told_nothing() -> None:
    assert told(SOUND) == []


SLIPS = {
    "a mark before the first line": ("# language", "\ufeff# language", 1, "نشانه‌ای نادیدنی"),
    "no language": ("# language: fa\n", "", 1, "زبان فایل"),
    "an Arabic letter in a keyword": ("زمینه:", "زم\u064aنه:", 5, "بنویسید «زمینه:»"),
    "an Arabic letter in a step": ("کنتور سالم\n", "\u0643نتور سالم\n", 12, "حرف یا رقم عربی"),
    "a half-space in a keyword": ("نمونه ها:", "نمونه\u200cها:", 20, "بنویسید «نمونه ها:»"),
    "a space that does not break": ("با فرض", "با\u00a0فرض", 6, "بنویسید «با فرض»"),
    "a word that is no keyword": (
        "وقتی آزمایشگر گزارش کند: ک",
        "اگر آزمایشگر گزارش کند: ک",
        12,
        "اجرا نمی‌شود",
    ),
    "a background that is none": ("زمینه:", "پیشینه:", 5, "اجرا نمی‌شود"),
    "two scenarios of one name": ("خطا سنجیده می‌شود", "کنتور سالم است", 15, "گم می‌شود"),
    "a tag that is no clause": ("@SLA-3.5", "@SLA-9.9", 9, "نام هیچ بندی نیست"),
    "a rule without a tag": ("  @SLA-3.5\n", "", 8, "یک برچسب بند ندارد"),
    "a rule in other words": ("قانون: آزمایش", "قانون: آزمودن", 9, "سخن بند 3.5 نیست"),
    "a step that nobody knows": ("«تازه» است", "«تازه» باشد", 18, "نزدیک‌ترین گام‌ها: «وضعیت درخواست «"),
    "a step under another keyword": ("اما وضع", "وقتی وضع", 18, "آن را با «آنگاه» بگویید"),
    "a scenario that says nothing of what comes of it": (
        "آنگاه وضعیت درخواست «در انتظار پاسخ» است\n\n",
        "\n",
        11,
        "نمی‌گوید چه می‌شود",
    ),
    "examples for no place": ("<خطا>", "خطا", 15, "در هیچ گامی"),
    "a place without examples": ("| خطا ", "| زیان ", 15, "ستونی ندارد"),
    "a table without a row": ("        | ۵ درصد |\n", "", 20, "سطری ندارد"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_with_its_line_and_what_to_do(slip: str) -> None:
    old, new, line, said = SLIPS[slip]
    assert old in SOUND
    found = [str(fault) for fault in told(SOUND.replace(old, new, 1))]
    assert any(one.startswith(f"{PATH}:{line}: ") and said in one for one in found), found


def test_a_scenario_without_steps_of_its_own_would_always_pass() -> None:
    empty = SOUND.replace(
        "      وقتی آزمایشگر گزارش کند: کنتور سالم\n      آنگاه وضعیت درخواست «در انتظار پاسخ» است\n", ""
    )
    assert [fault.line for fault in told(empty)] == [11]
    assert "هیچ گامی از خود ندارد" in str(told(empty)[0])


def test_a_scenario_that_begins_with_and_has_no_keyword_to_lean_on() -> None:
    text = SOUND.replace("  زمینه:\n    با فرض مشترک حقیقی\n", "").replace("وقتی آزمایشگر", "و آزمایشگر", 1)
    assert any("نخستین گام با «و»" in fault.what for fault in told(text, STEPS[1:]))


def test_a_place_in_the_table_of_a_step_is_a_place() -> None:
    told_of = "در هیچ گامی به کار نرفته است"
    text = SOUND.replace("گزارش کند: <خطا>", "گزارش کند: کنتور سالم")
    assert any(told_of in fault.what for fault in told(text))
    head, title, outline = text.partition("الگوی سناریو")
    tabled = head + title + outline.replace("کنتور سالم\n", "کنتور سالم\n        | <خطا> |\n")
    assert told(tabled) == []


def test_a_scenario_under_no_rule_is_told() -> None:
    text = SOUND.replace("  @SLA-3.5\n  قانون: آزمایش کنتور\n", "")
    assert [fault.line for fault in told(text) if "زیر هیچ قانونی نیست" in fault.what] == [9, 13]


def test_what_the_parser_refuses_is_told_in_persian_with_its_line() -> None:
    found = told(SOUND.replace("        | ۵ درصد |", "        | ۵ درصد | ۶ |"))
    assert [fault.line for fault in found] == [22]


def test_a_step_in_python_that_no_feature_says_is_told_where_it_stands() -> None:
    (fault,) = told(SOUND, [*STEPS, step("when", "باران ببارد")])
    assert (fault.path, fault.line) == ("tests/steps/when.py", 10)


def test_a_step_that_two_definitions_fit_is_told() -> None:
    found = told(SOUND, [*STEPS, step("when", "آزمایشگر گزارش کند: کنتور سالم")])
    assert any("با چند گام می‌خواند" in fault.what for fault in found)


def test_the_shipped_features_have_no_fault() -> None:
    texts = {
        path.relative_to(ROOT): path.read_text("utf-8") for path in (ROOT / "features").glob("*.feature")
    }
    assert list(map(str, faults(texts, load_definitions(ROOT), AGREEMENT.clauses))) == []
