"""The billing system's register: taken whole, or refused with everything that is wrong with it."""

import csv
import io
import traceback
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import gateways
from domain.connection import Connection, ConnectionKind
from domain.requests import PersonKind
from gateways.billing_register import REGISTER, read_register
from gateways.table_file import Problem, TableError

SAMPLE = Path(gateways.__file__).parent / "samples" / "subscriptions.csv"
PERSONAL = ("subscriber_name", "subscriber_national_id", "subscriber_mobile", "address")
ROWS = list(csv.DictReader(io.StringIO(SAMPLE.read_text("utf-8"))))


def a_register(*changes: Mapping[str, str], delimiter: str = ",") -> io.StringIO:
    """The sample's first row, once for each set of changed cells."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(REGISTER.columns), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**ROWS[0], **change} for change in changes)
    return io.StringIO(file.getvalue())


def problems_of(source: io.StringIO | Path) -> tuple[Problem, ...]:
    with pytest.raises(TableError) as error:
        read_register(source)
    return error.value.problems


def places(problems: tuple[Problem, ...]) -> list[tuple[int, str | None, str]]:
    return [(problem.line, problem.field, problem.code) for problem in problems]


def test_the_shipped_sample_holds_every_kind_of_subscription() -> None:
    debtor, demand, legal, shared, cancelled, farm = read_register(SAMPLE)
    assert (debtor.amperes, debtor.phases, debtor.prior_debt) == (25, 1, 12_450_000)
    assert demand.kind is ConnectionKind.DEMAND
    assert legal.subscriber_kind is PersonKind.LEGAL
    assert (shared.other_consumers, cancelled.cancelled) == (True, True)
    assert not farm.cancelled


def test_the_columns_are_the_fields_of_a_connection() -> None:
    assert list(REGISTER.columns) == list(Connection.model_fields)


def test_persian_digits_and_a_jalali_date_are_read() -> None:
    change = {"bill_id": "۱۰۰۰۰۰۰۱۰۳۶۲۸", "last_reading": "۴۵۱۲۰", "last_read_on": "۱۴۰۵/۸/۵"}
    [connection] = read_register(a_register(change))
    assert connection.bill_id == "1000000103628"
    assert connection.last_reading == 45_120
    assert connection.last_read_on == date(2026, 10, 27)


def test_arabic_letters_become_persian_ones() -> None:
    [connection] = read_register(a_register({"subscriber_name": "مشترك نمونه\u064a"}))
    assert connection.subscriber_name == "مشترک نمونه\u06cc"


def test_a_debt_of_the_company_is_negative() -> None:
    [connection] = read_register(a_register({"prior_debt": "−250000"}))
    assert connection.prior_debt == -250_000


def test_the_order_of_columns_does_not_matter() -> None:
    backwards = [",".join(reversed(line.split(","))) for line in SAMPLE.read_text("utf-8").splitlines()]
    assert read_register(io.StringIO("\n".join(backwards))) == read_register(SAMPLE)


def test_a_file_as_excel_saves_it_is_read(tmp_path: Path) -> None:
    excel = tmp_path / "subscriptions.csv"
    text = a_register({}, delimiter=";").read() + ";" * (len(REGISTER.columns) - 1) + "\n"
    excel.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_register(excel) == read_register(a_register({}))


def test_a_comma_in_a_quoted_address_is_no_separator() -> None:
    [connection] = read_register(a_register({"address": "خیابان نمونه, پلاک ۱"}))
    assert connection.address == "خیابان نمونه, پلاک ۱"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("bill_id", "1000000103629", "bill-id-wrong-check-digit"),
        ("bill_id", "1.00000E+12", "bill-id-not-digits"),
        ("kind", "آمپری", "unknown-word"),
        ("amperes", "0", "greater-than"),
        ("amperes", "25.5", "not-a-whole-number"),
        ("phases", "2", "unknown-word"),
        ("meter_serial", "9" * 31, "string-too-long"),
        ("last_reading", "-1", "greater-than-equal"),
        ("last_read_on", "1405/12/30", "bad-date"),
        ("last_read_on", "2026-10-27", "bad-date"),
        ("prior_debt", "1,254,000", "not-a-whole-number"),
        ("prior_debt", "9" * 16, "not-a-whole-number"),
        ("prior_debt", "²", "not-a-whole-number"),
        ("subscriber_national_id", "9990000019", "national-id-wrong-check-digit"),
        ("subscriber_mobile", "02532930000", "not-a-mobile"),
        ("address", " \u200f", "empty-cell"),
        ("cancelled", "TRUE", "not-yes-or-no"),
    ],
)
def test_a_wrong_cell_is_named_with_its_remedy_and_without_its_value(
    field: str, value: str, code: str
) -> None:
    problems = problems_of(a_register({}, {"bill_id": "1000000203622", field: value}))
    assert places(problems) == [(3, field, code)]
    assert problems[0].remedy
    assert len(value) < 5 or value not in problems[0].message + problems[0].remedy


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    problems = problems_of(
        a_register(
            {"amperes": "many", "subscriber_mobile": "0912", "cancelled": ""},
            {"bill_id": "1000000203622"},
            {"bill_id": "1000000303627", "last_reading": "-5"},
        )
    )
    assert places(problems) == [
        (2, "amperes", "not-a-whole-number"),
        (2, "cancelled", "empty-cell"),
        (2, "subscriber_mobile", "mobile-wrong-length"),
        (4, "last_reading", "greater-than-equal"),
    ]


def test_a_person_of_unknown_kind_is_one_problem_not_two() -> None:
    assert places(problems_of(a_register({"subscriber_kind": "ghost"}))) == [
        (2, "subscriber_kind", "unknown-word")
    ]


def test_a_doubled_bill_id_names_both_lines_however_it_is_written() -> None:
    problems = problems_of(
        a_register({}, {"bill_id": "1000000203622"}, {"bill_id": "۱۰۰۰۰۰۰۱۰۳۶۲۸", "kind": "?"})
    )
    assert places(problems) == [(4, "kind", "unknown-word"), (4, "bill_id", "doubled-bill-id")]
    assert "سطر ۲" in problems[1].message


def test_an_unknown_a_missing_and_a_doubled_column_are_named() -> None:
    text = a_register({}).read().replace("bill_id,", "bill,", 1).replace("address", "usage", 1)
    assert places(problems_of(io.StringIO(text))) == [
        (1, "bill", "unknown-column"),
        (1, "usage", "doubled-column"),
        (1, "bill_id", "missing-column"),
        (1, "address", "missing-column"),
    ]


def test_a_row_of_another_length_does_not_hide_the_problems_of_the_next() -> None:
    lines = a_register({}, {"bill_id": "1000000203622", "phases": "2"}).read().splitlines()
    problems = problems_of(io.StringIO("\n".join([lines[0], lines[1] + ",extra", lines[2]])))
    assert places(problems) == [(2, None, "wrong-length"), (3, "phases", "unknown-word")]


def test_a_file_of_another_encoding_says_so(tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.csv"
    file.write_bytes(a_register({"address": "قم"}).read().encode("cp1256", errors="replace"))
    problems = problems_of(file)
    assert places(problems) == [(2, None, "wrong-encoding")]
    assert "UTF-8" in problems[0].message


@pytest.mark.parametrize("text", ["", "\n\n", ";;;;\n"])
def test_an_empty_file_says_so(text: str) -> None:
    assert places(problems_of(io.StringIO(text))) == [(1, None, "empty-file")]


def test_a_header_alone_registers_nothing() -> None:
    assert read_register(a_register()) == []


def test_an_open_quotation_mark_is_told_with_the_line_on_which_it_begins() -> None:
    text = a_register({}, {"bill_id": "1000000203622"}).read() + '"1000000303627,x\n'
    assert places(problems_of(io.StringIO(text))) == [(4, None, "unreadable-row")]


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    problems = problems_of(
        a_register({"address": "نشانی\nدوخطی"}, {"bill_id": "1000000203622", "phases": "2"})
    )
    assert places(problems) == [(4, "phases", "unknown-word")]


def test_an_error_and_its_traceback_say_nothing_of_a_person() -> None:
    wrong = {"phases": "2", "kind": "?", "amperes": "0", "subscriber_mobile": "0999000000"}
    with pytest.raises(TableError) as error:
        read_register(a_register(wrong))
    told = "".join(traceback.format_exception(error.value)) + repr(error.value.problems)
    assert not [ROWS[0][field] for field in PERSONAL if ROWS[0][field] in told]
    assert wrong["subscriber_mobile"] not in told
