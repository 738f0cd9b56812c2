"""`barchin import payments`: the bank's file of a day, taken whole, once, and compared with its calls."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from domain.identifiers import BillId, PaymentId
from records.database import Database

BILL = BillId.compose(12345678, "036")
PAY = PaymentId.compose(BILL, 1_254_000, 1405, 9)
HEADER = "bill_id,payment_id,amount,paid_at,reference"


@pytest.fixture
def records(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    """The records that the command finds by its setting."""
    monkeypatch.setenv("BARCHIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BARCHIN_DATABASE", database.url)
    return database


def imported(tmp_path: Path, *amounts: tuple[str, int], total: int | None = None) -> Result:
    """Imports a file with these payments, its total right or as given."""
    rows = [f"{BILL},{PAY},{amount},1405/09/03 09:30:00,{reference}" for reference, amount in amounts]
    summed = sum(amount for _, amount in amounts) if total is None else total
    file = tmp_path / "payments.csv"
    file.write_text("\n".join([HEADER, *rows, f"total,{len(rows)},{summed},,"]))
    return CliRunner().invoke(app, ["import", "payments", "--json", str(file)])


def banked(records: Database) -> int:
    with records.transaction() as kept:
        return kept.ledger.balances().get("bank", 0)


def test_payments_are_posted_once_however_often_the_file_is_imported(
    records: Database, tmp_path: Path
) -> None:
    first = imported(tmp_path, ("ref-1", 700), ("ref-2", 800))
    again = imported(tmp_path, ("ref-1", 700), ("ref-2", 800))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert json.loads(first.stdout)["imported"] == 2
    assert json.loads(again.stdout)["known"] == ["ref-1", "ref-2"]
    assert banked(records) == 1_500


def test_a_file_whose_total_is_wrong_posts_nothing(records: Database, tmp_path: Path) -> None:
    result = imported(tmp_path, ("ref-1", 700), total=701)
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == ["wrong-total"]
    assert banked(records) == 0


def test_a_difference_is_told_by_its_reference_and_ends_with_1(records: Database, tmp_path: Path) -> None:
    imported(tmp_path, ("ref-1", 700), ("ref-2", 800))
    result = imported(tmp_path, ("ref-1", 900))
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (told["differing"], told["missing"]) == (["ref-1"], ["ref-2"])
    assert banked(records) == 1_500


def test_a_person_reads_it_in_sentences(records: Database, tmp_path: Path) -> None:
    imported(tmp_path, ("ref-1", 700))
    path = str(tmp_path / "payments.csv")
    assert "۱ پرداخت پیش‌تر رسیده بود" in CliRunner().invoke(app, ["import", "payments", path]).stdout
    (tmp_path / "payments.csv").write_text(HEADER)
    told = CliRunner().invoke(app, ["import", "payments", path])
    assert told.exit_code == 1
    assert "هیچ پرداختی وارد نشد" in told.stdout
    assert "no-total" in told.stdout
