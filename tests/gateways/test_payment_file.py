"""The bank's file of a day: taken whole, or refused with everything that is wrong with it."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from domain.identifiers import BillId, PaymentId
from domain.persian import TEHRAN
from gateways.bank_simulator import BankPayment, BankSimulator
from gateways.payment_file import FiledPayment, read_payments, write_payments
from gateways.table_file import TableError, defused

HEADER = "bill_id,payment_id,amount,paid_at,reference"
BILL = BillId.compose(12345678, "036")
PAY = PaymentId.compose(BILL, 1_254_000, 1405, 9)
FIRST = f"{BILL},{PAY},1254000,1405/09/03 09:30:00,ref-1"
SECOND = f"{BILL},{PAY},700,1405/09/03 21:05:10,ref-2"
TOTAL = "total,2,1254700,,"
PAID_AT = datetime(2026, 11, 24, 9, 30, tzinfo=TEHRAN)


def read(*lines: str) -> list[FiledPayment]:
    return read_payments(StringIO("\n".join(lines)))


def problems(*lines: str) -> list[tuple[int, str | None, str]]:
    with pytest.raises(TableError) as refused:
        read(*lines)
    return [(problem.line, problem.field, problem.code) for problem in refused.value.problems]


def test_payments_are_read_as_the_bank_wrote_them() -> None:
    first, second = read(HEADER, FIRST, SECOND, TOTAL)
    assert first == FiledPayment(
        bill_id=BILL, payment_id=PAY, amount=1_254_000, paid_at=PAID_AT, reference="ref-1"
    )
    assert (second.amount, second.paid_at.hour) == (700, 21)


def test_what_is_written_is_read_the_same() -> None:
    written = read(HEADER, FIRST, SECOND, TOTAL)
    assert read_payments(StringIO(write_payments(written))) == written


def test_a_reference_that_a_spreadsheet_would_reckon_with_is_written_as_a_text() -> None:
    (payment,) = read(HEADER, changed(reference="-2-3"), "total,1,1254000,,")
    written = write_payments([payment])
    assert ",'-2-3\n" in written
    assert read_payments(StringIO(written)) == [payment]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_written_as_a_formula(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["ref-1", "", "'", "1=1"])
def test_a_cell_that_is_no_formula_is_written_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_a_day_without_payments_is_a_file_too() -> None:
    assert read_payments(StringIO(write_payments([]))) == []


def test_persian_digits_semicolons_and_another_order_are_read() -> None:
    (payment,) = read(
        "reference;amount;paid_at;payment_id;bill_id",
        f"ref-1;۷۰۰;۱۴۰۵/۰۹/۰۳ ۰۹:۳۰;{PAY};{BILL}",
        ";700;;1;total",
    )
    assert (payment.amount, payment.paid_at) == (700, PAID_AT)


def test_a_file_that_excel_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_bytes("\r\n".join((HEADER, FIRST, SECOND, TOTAL)).encode("utf-8-sig"))
    assert len(read_payments(path)) == 2


def changed(**cells: str) -> str:
    usual = dict(zip(HEADER.split(","), FIRST.split(","), strict=True))
    return ",".join((usual | cells).values())


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"bill_id": "1234567803622"}, "bill_id", "bill-id-wrong-check-digit"),
        ({"bill_id": ""}, "bill_id", None),
        ({"payment_id": "12"}, "payment_id", "payment-id-wrong-length"),
        ({"amount": ""}, "amount", "not-a-whole-number"),
        ({"amount": "1.25E+6"}, "amount", "not-a-whole-number"),
        ({"amount": "12.5"}, "amount", "not-a-whole-number"),
        ({"amount": "-5"}, "amount", "greater-than"),
        ({"amount": "9" * 16}, "amount", "not-a-whole-number"),
        ({"amount": "0"}, "amount", "greater-than"),
        ({"paid_at": "1405/13/01 09:30:00"}, "paid_at", "not-a-moment"),
        ({"paid_at": "1405/09/03"}, "paid_at", "not-a-moment"),
        ({"paid_at": "1405/09/03 25:00"}, "paid_at", "not-a-moment"),
        ({"paid_at": "2026-11-24T09:30:00"}, "paid_at", "not-a-moment"),
        ({"paid_at": ""}, "paid_at", "not-a-moment"),
        ({"reference": "a b"}, "reference", "string-pattern-mismatch"),
        ({"reference": ""}, "reference", "string-too-short"),
        ({"reference": "=1+1"}, "reference", "string-pattern-mismatch"),
        ({"reference": "r" * 65}, "reference", "string-too-long"),
        ({"reference": "r\x00"}, "reference", "string-pattern-mismatch"),
    ],
)
def test_a_cell_that_cannot_be_right_is_told_by_line_and_column(
    cells: dict[str, str], field: str, code: str | None
) -> None:
    (problem,) = problems(HEADER, changed(**cells), "total,1,1254000,,")
    assert problem[:2] == (2, field)
    assert code is None or problem[2] == code


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((HEADER, FIRST, SECOND), [(3, None, "no-total")]),
        ((HEADER,), [(1, None, "no-total")]),
        ((HEADER, FIRST, TOTAL), [(3, "payment_id", "wrong-count"), (3, "amount", "wrong-total")]),
        ((HEADER, FIRST, SECOND, "total,2,1254701,,"), [(4, "amount", "wrong-total")]),
        ((HEADER, FIRST, SECOND, "total,two,1254700,,"), [(4, "payment_id", "not-a-whole-number")]),
        ((HEADER, FIRST, FIRST, "total,2,2508000,,"), [(3, "reference", "doubled-reference")]),
        ((HEADER, FIRST, "1,2", TOTAL), [(3, None, "wrong-length")]),
        ((HEADER, FIRST, TOTAL, SECOND), None),
        ((HEADER + ",payer", FIRST + ",x", TOTAL + ","), [(1, "payer", "unknown-column")]),
        (("bill_id,payment_id,amount,paid_at", TOTAL), [(1, "reference", "missing-column")]),
        (("",), [(1, None, "empty-file")]),
        ((HEADER, '"unclosed,1', TOTAL), [(2, None, "unreadable-row")]),
    ],
)
def test_a_file_that_is_not_whole_is_not_taken(
    lines: tuple[str, ...], expected: list[tuple[int, str | None, str]] | None
) -> None:
    found = problems(*lines)
    assert found == expected if expected is not None else (4, None, "no-total") in found


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = changed(amount="x", paid_at="y", reference="a b")
    assert len(problems(HEADER, wrong, changed(bill_id="1"), "total,x,y,,")) == 6


def test_no_problem_repeats_what_stood_in_the_file() -> None:
    with pytest.raises(TableError) as refused:
        read(HEADER, changed(amount="secret-1", paid_at="secret-2", reference="secret 3"), TOTAL)
    assert "secret" not in repr(refused.value.problems)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_bytes(HEADER.encode() + "\nپرداخت".encode("cp1256"))
    with pytest.raises(TableError) as refused:
        read_payments(path)
    assert refused.value.problems[0].code == "wrong-encoding"


def test_the_simulated_bank_writes_what_was_paid_there() -> None:
    bank = BankSimulator("http://127.0.0.1:9", "bank", "example-secret")
    for number in (1, 2):
        bank.take(
            BankPayment(
                bill_id=BILL,
                payment_id=PAY,
                amount=700 * number,
                paid_at=PAID_AT + timedelta(minutes=number),
                reference=f"ref-{number}",
            )
        )
    assert [payment.amount for payment in read_payments(StringIO(bank.file()))] == [700, 1_400]
