"""Files that are no agreement are refused with file, line, key and remedy."""

import shutil
from pathlib import Path

import pytest

from domain.agreement_file import AgreementError, load
from domain.persian import parse_date
from domain.toml_file import Problem
from tests.domain.samples import AGREEMENT_FOLDER, moment


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
        ("steps.toml", 'owner = "finance"', 'owner = "accounting"', "owner", "'finance'"),
        ("steps.toml", 'id = "test-meter"', 'id = ""', "id", "at least 1 character"),
        ("steps.toml", 'title = "آزمایش کنتور"', 'title = ""', "title", "at least 1 character"),
        ("steps.toml", "every_days = 2", "every_days = 0", "every_days", "greater than 0"),
        ("channels.toml", '"hand-in-documents"', '"hand-in-photos"', "may", "'hand-in-documents'"),
        ("channels.toml", 'hours.open = "always"', 'hours.open = "often"', "hours.open", "'always'"),
        ("channels.toml", '"08:00-12:00"', '"8-12"', "hours.open", "written like"),
        ("channels.toml", "hours.open.friday = []\n", "", "hours.open", "required"),
        (
            "channels.toml",
            'hours.published = "unknown"',
            'hours.published = "1405/02/01"',
            "hours",
            "before it was",
        ),
        ("documents.toml", '"power-of-attorney"', '"passport"', "figure", "'power-of-attorney'"),
        ("documents.toml", 'relation = "attorney"', 'relation = "friend"', "relation", "'attorney'"),
        (
            "documents.toml",
            'figure = ["power-of-attorney", "national-card"]',
            "figure = []",
            "figure",
            "at least 1",
        ),
        (
            "documents.toml",
            'person = "legal"',
            'person = "natural"',
            "needed",
            "attorney natural stands twice",
        ),
        (
            "documents.toml",
            'stands_for = "certificate-of-inheritance"',
            'stands_for = "will"',
            "stands_for",
            "'guardianship'",
        ),
        ("ends.toml", 'figure = "kept"', 'figure = "halved"', "figure", "'kept' or 'returned'"),
        ("ends.toml", 'outcome = "withdrawn"', 'outcome = "served"', "end", "served stands twice"),
        ("ends.toml", 'outcome = "withdrawn"', 'outcome = "bored"', "outcome", "'withdrawn'"),
        ("visits.toml", "figure = 3", "figure = 0", "figure", "greater than 0"),
        ("visits.toml", 'purpose = "removal"', 'purpose = "test"', "visits", "test stands twice"),
        ("visits.toml", 'unit = "call"', 'unit = "letter"', "calls.unit", "'call'"),
        ("public.toml", "figure = 0", "figure = -1", "own_visits.figure", "greater than or equal to 0"),
        ("public.toml", 'key = "hours"', 'key = "access"', "item", "access stands twice"),
        ("public.toml", 'key = "hours"', 'key = "price"', "key", "'hours'"),
        ("validity.toml", 'figure = "refuse"', 'figure = "wait"', "after.figure", "'refuse' or 'accept'"),
        ("validity.toml", "[validity]", '[validity]\nsigned = "no"', "signed", "Extra inputs"),
        ("tariff.toml", 'unit = "rial per part"', 'unit = "toman"', "unit", "'rial per part'"),
        (
            "tariff.toml",
            "figure.seal = { single_phase = 50_000, ",
            "figure.seal = { ",
            "seal.single_phase",
            "required",
        ),
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


RENEWAL = """
[[renewal]]
from = "1406/01/01"
until = "1406/12/29"
signatory = "مدیریت عامل"
letter_number = "نمونه-۱"
letter_date = "1405/12/20"
source = { title = "نمونه", article = "نمونه" }
"""


def append(folder: Path, name: str, *texts: str) -> None:
    path = folder / name
    path.write_text(path.read_text("utf-8") + "".join(texts), "utf-8")


def test_a_renewal_is_read_with_the_calendar_of_its_years(folder: Path) -> None:
    append(folder, "validity.toml", RENEWAL)
    agreement = load(folder)
    assert agreement.in_force(moment("1406/06/01 12:00"))
    assert agreement.calendar.unconfirmed_years() == (1405, 1406, 1407)


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ('letter_number = "نمونه-۱"\n', "", "letter_number", "required"),
        ('letter_number = "نمونه-۱"', 'letter_number = ""', "letter_number", "at least 1 character"),
        ('letter_date = "1405/12/20"\n', "", "letter_date", "required"),
        ('signatory = "مدیریت عامل"\n', "", "signatory", "required"),
        ('letter_date = "1405/12/20"', 'letter_date = "1406/01/20"', "renewal", "before its letter"),
        ('until = "1406/12/29"', 'until = "1405/12/29"', "renewal", "comes before"),
        ('from = "1406/01/01"', 'from = "1405/12/29"', "renewal", "two periods hold on 1405/12/29"),
    ],
)
def test_a_renewal_that_nobody_can_rely_on_is_refused(
    folder: Path, old: str, new: str, where: str, message: str
) -> None:
    assert old in RENEWAL
    append(folder, "validity.toml", RENEWAL.replace(old, new))
    [problem] = problems(folder)
    assert where in problem.where
    assert message in problem.message
    assert problem.remedy


def test_a_renewal_before_its_letter_needs_the_reason(folder: Path) -> None:
    late = RENEWAL.replace('"1405/12/20"', '"1406/01/20"\nretroactive = "امضا پس از تعطیلات نوروز"')
    append(folder, "validity.toml", late)
    assert load(folder).last_day == parse_date("1406/12/29")


SPECIAL = """
[[special_hours]]
from = "1405/11/20"
until = "1405/12/18"
reason = "ماه رمضان"
saturday = ["09:00-13:00"]
sunday = ["09:00-13:00"]
monday = ["09:00-13:00"]
tuesday = ["09:00-13:00"]
wednesday = ["09:00-13:00"]
thursday = []
friday = []
source = { title = "نمونه", article = "نمونه" }
"""


def test_the_hours_of_ramadan_are_shorter(folder: Path) -> None:
    append(folder, "calendar.toml", SPECIAL)
    calendar = load(folder).calendar
    assert calendar.elapsed(moment("1405/11/20 00:00"), moment("1405/11/21 00:00")).seconds == 4 * 3600


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1405/12/18", "1405/11/19", "comes before"),
        ("1405/12/18", "1405/12/31", "no such Jalali date"),
        ("09:00-13:00", "13:00-09:00", "end after they begin"),
        ("friday = []\n", "", "required"),
        ('reason = "ماه رمضان"', 'reason = ""', "at least 1 character"),
    ],
)
def test_special_hours_that_are_none_are_refused(folder: Path, old: str, new: str, message: str) -> None:
    assert old in SPECIAL
    append(folder, "calendar.toml", SPECIAL.replace(old, new, 1))
    [problem] = problems(folder)
    assert message in problem.message
    assert problem.where.startswith("special_hours")


def test_two_special_hours_on_one_day_are_refused(folder: Path) -> None:
    later = SPECIAL.replace("1405/12/18", "1405/12/25").replace("1405/11/20", "1405/12/18")
    append(folder, "calendar.toml", SPECIAL, later)
    assert "two special hours hold on 1405/12/18" in problems(folder)[0].message


@pytest.mark.parametrize(
    ("name", "begins", "missing"),
    [
        ("documents.toml", '[[needed]]\nrelation = "legal-successor"\n', "legal-successor natural"),
        ("ends.toml", '[[end]]\noutcome = "no-access"', "no-access"),
        ("visits.toml", '[[visits]]\npurpose = "removal"', "removal"),
        ("public.toml", '[[item]]\nkey = "details"', "details"),
        ("channels.toml", '[[channel]]\nid = "in-person"', "in-person"),
        ("steps.toml", '[[reminders]]\nkind = "documents"', "documents"),
    ],
)
def test_an_entry_left_out_is_told_by_its_name(folder: Path, name: str, begins: str, missing: str) -> None:
    path = folder / name
    head, found, rest = path.read_text("utf-8").partition(begins)
    assert found
    _, bracket, others = rest.partition("\n[")
    path.write_text(head + bracket + others, "utf-8")
    told = [problem.message for problem in problems(folder)]
    assert any("no entry for" in message and missing in message for message in told)


NEEDED = "درخواست {code}: تا {date} {documents} را از سایت، برق من، پیشخوان یا حضوری ارائه کنید. برق قم"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "tariff.toml",
            "single_phase = 1_254_000",
            'single_phase = "1254000"',
            "removal_fee.0.figure.single_phase: Input should be a valid integer; correct the value",
        ),
        (
            "tariff.toml",
            "single_phase = 1_254_000",
            "single_phase = 99_999_999_999_999_999",
            "removal_fee.0.figure.single_phase: Input should be less than 9007199254740992; "
            "correct the value",
        ),
        (
            "tariff.toml",
            "[[removal_fee]]",
            "[removal_fee]",
            "removal_fee: Input should be a valid tuple; correct the value",
        ),
        (
            "steps.toml",
            "every_days = 2",
            "every_days = 1_000_000",
            "reminders.0.every_days: Input should be less than or equal to 366; correct the value",
        ),
        (
            "service.toml",
            "figure = 7",
            "figure = 7_000_000",
            "target.figure: Input should be less than or equal to 366; correct the value",
        ),
        (
            "service.toml",
            "figure = 2.0",
            "figure = nan",
            "error_limit.figure: Input should be less than or equal to 100; correct the value",
        ),
        (
            "service.toml",
            "light = 2, ",
            "",
            "point_weights.figure: no weight of light; add it",
        ),
        (
            "visits.toml",
            "figure = 3",
            "figure = 9_999",
            "visits.0.figure: Input should be less than or equal to 100; correct the value",
        ),
        (
            "notices.toml",
            "درخواست {code}: تا {date} {documents} را از",
            "درخواست {kod}: تا {date} {documents} را از",
            "notice.2.text: no value is called kod; name one of "
            "code, amount, debt, bill, pay, date, reason, documents, n, state",
        ),
        (
            "notices.toml",
            "درخواست {code}: تا {date} {documents} را از",
            "درخواست {code: تا {date} {documents} را از",
            "notice.2.text: a brace in a notice begins or ends no placeholder; write it like {code}",
        ),
        ("notices.toml", NEEDED, "م" * 10_000, "notice.2.text: takes more than two SMS; shorten it"),
        (
            "notices.toml",
            NEEDED,
            f"\\u0000{NEEDED}\\u202e",
            "notice.2.text: has the hidden letters U+0000, U+202E; take them out",
        ),
        (
            "notices.toml",
            'key = "documents-needed"',
            'key = "<b>documents-needed</b>"',
            "notice: no entry for key documents-needed; add it",
        ),
        (
            "validity.toml",
            'signatory = "',
            'signatory = "\u2066',
            "validity.signatory: has the hidden letters U+2066; take them out",
        ),
        (
            "validity.toml",
            '"1405/12/29"',
            "1405-12-29",
            'validity.until: no such Jalali date; write it like "1405/01/31"',
        ),
        (
            "validity.toml",
            'title = "توافقنامه سطح خدمت جمع‌آوری دائم انشعاب"',
            'title = ""',
            "validity.source.title: String should have at least 1 character; correct the value",
        ),
        (
            "validity.toml",
            "[validity]",
            "[validity",
            "file: Expected ']' at the end of a table declaration (at line 4, column 10); "
            "correct what is written there",
        ),
        (
            "calendar.toml",
            '"08:00-14:00"',
            '"08:00-25:00"',
            "week.saturday.0: hours are written like 08:00-14:00; correct the value",
        ),
        (
            "clauses.toml",
            'id = "1.1"',
            'id = "8.1"',
            "clause.0.id: String should match pattern '^[1-7]\\.[0-9]$'; correct the value",
        ),
        (
            "clauses.toml",
            'id = "1.1"',
            'id = "1.1"\nid = "1.1"',
            "file: Cannot overwrite a value (at line 6, column 11); correct what is written there",
        ),
    ],
)
def test_a_slip_is_told_in_one_line_with_what_to_do(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(AgreementError) as refused:
        load(folder)
    place, _, said = str(refused.value).partition(": ")
    assert place.startswith(f"{name}:")
    assert said == told


def test_a_file_of_another_encoding_is_told_with_the_line(folder: Path) -> None:
    path = folder / "visits.toml"
    path.write_bytes(b'# one line\ntitle = "' + "نمونه".encode("cp1256"))
    assert [str(problem) for problem in problems(folder)] == [
        "visits.toml:2: file: is not UTF-8; save it as UTF-8"
    ]


def test_a_file_as_windows_saves_it_is_read(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert load(folder).notices == load(AGREEMENT_FOLDER).notices
