"""Files that are no agreement are refused with file, line, key and remedy."""

import shutil
from pathlib import Path

import pytest

from domain.agreement_file import AgreementError, load
from domain.persian import parse_date
from domain.toml_file import Problem
from tests.domain.samples import AGREEMENT_FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(AGREEMENT_FOLDER, tmp_path / "agreement"))


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(AgreementError) as refused:
        load(folder)
    return refused.value.problems


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Write something else in a file; gives the line on which it now stands."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "message"),
    [
        (
            "tariff.toml",
            "single_phase = 1_254_000",
            "single_phase = -1",
            "figure.single_phase",
            "greater than",
        ),
        ("tariff.toml", "single_phase = 30_000", "single_phase = 30_000.5", "figure.single_phase", "integer"),
        (
            "tariff.toml",
            'published = "1398/09/12"',
            'published = "1405/01/02"',
            "connection_value",
            "before it was",
        ),
        ("tariff.toml", "base = [", 'colour = "red"\nbase = [', "colour", "Extra inputs"),
        ("tariff.toml", 'unit = "percent"', 'unit = "per mille"', "unit", "percent"),
        ("validity.toml", '"1405/12/29"', '"1405/12/30"', "until", "no such Jalali date"),
        ("calendar.toml", '"08:00-14:00"', '"14:00-08:00"', "saturday", "end after they begin"),
        ("calendar.toml", '["08:00-14:00"]', '["08:00-14:00", "13:00-15:00"]', "saturday", "overlap"),
        ("calendar.toml", "friday = []\n", "", "friday", "required"),
        ("channels.toml", 'id = "phone"', 'id = "fax"', "id", "'phone'"),
        ("channels.toml", 'id = "phone"', 'id = "app"', "channel", "stands twice"),
        ("steps.toml", 'kind = "consent"', 'kind = "payment"', "deadline", "stands twice"),
        ("steps.toml", "figure = 2", "figure = 0", "figure", "greater than 0"),
        ("notices.toml", 'clause = "3.2"', 'clause = "9.9"', "clause", "pattern"),
        ("service.toml", 'code = "13031466104"', 'code = "1303"', "code", "pattern"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_remedy(
    folder: Path, name: str, old: str, new: str, where: str, message: str
) -> None:
    change(folder, name, old, new)
    found = problems(folder)
    assert len(found) == 1
    assert found[0].file == name
    assert where in found[0].where
    assert message in found[0].message
    assert found[0].remedy


def test_the_line_of_a_wrong_figure_is_named(folder: Path) -> None:
    line = change(folder, "steps.toml", "figure = 3", "figure = 0")
    assert [problem.line for problem in problems(folder)] == [line]


def test_a_kind_of_deadline_left_out_is_told(folder: Path) -> None:
    path = folder / "steps.toml"
    head, _, rest = path.read_text("utf-8").partition('[[deadline]]\nkind = "debt-payment"')
    path.write_text(head + rest[rest.index("[[reminders]]") :], "utf-8")
    assert "debt-payment" in problems(folder)[0].message


def test_a_week_without_hours_is_never_taken_for_an_open_one(folder: Path) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8").replace('["08:00-14:00"]', "[]"), "utf-8")
    assert "without working hours" in problems(folder)[0].message


LUNAR_YEAR = """
[[lunar_year]]
year = 1405
holidays = [{ day = "%s", title = "عید سعید فطر" }]
source = { title = "تقویم رسمی کشور", article = "نمونه" }
"""


CLOSURE = """
[[closure]]
day = "1405/09/03"
reason = "آلودگی هوا"
source = { title = "نمونه", article = "نمونه" }
"""


def test_the_official_calendar_of_a_year_replaces_the_estimates(folder: Path) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8") + LUNAR_YEAR % "1405/12/18", "utf-8")
    calendar = load(folder).calendar
    assert calendar.unconfirmed_years() == (1406,)
    assert not calendar.is_working_day(parse_date("1405/12/18"))
    assert calendar.is_working_day(parse_date("1405/12/19")), "an estimate until the calendar was published"


def test_a_lunar_holiday_of_another_year_is_told(folder: Path) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8") + LUNAR_YEAR % "1406/01/14", "utf-8")
    assert "another year" in problems(folder)[0].message


def test_an_announced_closure_is_a_day_off(folder: Path) -> None:
    path = folder / "calendar.toml"
    path.write_text(path.read_text("utf-8") + CLOSURE, "utf-8")
    assert load(AGREEMENT_FOLDER).calendar.is_working_day(parse_date("1405/09/03"))
    assert not load(folder).calendar.is_working_day(parse_date("1405/09/03"))


def test_two_figures_on_one_day_are_told(folder: Path) -> None:
    path = folder / "tariff.toml"
    text = path.read_text("utf-8")
    fee = text[text.index("[[removal_fee]]") : text.index("# The rate printed")]
    path.write_text(text + "\n" + fee, "utf-8")
    assert "two figures hold on 1405/01/01" in problems(folder)[0].message


def test_all_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    change(folder, "validity.toml", '"1405/12/29"', '"1405/12/30"')
    change(folder, "steps.toml", "figure = 2", "figure = 0")
    change(folder, "steps.toml", "figure = 1\n", "figure = -1\n")
    assert [problem.file for problem in problems(folder)] == ["validity.toml", "steps.toml", "steps.toml"]


def test_a_file_that_is_missing_or_strange_or_broken_is_told(folder: Path) -> None:
    (folder / "steps.toml").unlink()
    (folder / "prices.toml").touch()
    change(folder, "notices.toml", "version = 1", "version = ")
    told = {problem.file: problem.message for problem in problems(folder)}
    assert told["steps.toml"] == "is not there"
    assert told["prices.toml"] == "is no file of the agreement"
    assert "Invalid" in told["notices.toml"]


def test_the_message_reads_as_file_line_key_reason_remedy(folder: Path) -> None:
    line = change(folder, "validity.toml", '"1405/12/29"', '"1405/12/30"')
    with pytest.raises(AgreementError) as refused:
        load(folder)
    assert str(refused.value) == (
        f'validity.toml:{line}: validity.until: no such Jalali date; write it like "1405/01/31"'
    )
