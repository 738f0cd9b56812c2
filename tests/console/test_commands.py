"""What does a person at the keyboard get to read, and a program to parse?"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from console.drawn import ADMIN_FILE, FILE, read_secrets, secrets_of
from engine.postgres import LocalPostgres
from engine.start import free_port
from records.database import Database
from records.money import Ledger

SAMPLES = Path(__file__).parents[2] / "gateways" / "samples" / "subscriptions.csv"
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with nothing in it, and an engine that nobody started."""
    home = tmp_path / "home"
    monkeypatch.setenv("BARCHIN_HOME", str(home))
    monkeypatch.setenv("BARCHIN_ENGINE_PORT", str(free_port()))
    monkeypatch.setenv("BARCHIN_POSTGRES_PORT", str(free_port()))
    return home


@pytest.fixture
def records(postgres: LocalPostgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The records that the command finds by its setting."""
    name = f"command_{next(NUMBERS)}"
    postgres.create_database(name)
    monkeypatch.setenv("BARCHIN_DATABASE", postgres.url(name))
    database = Database(postgres.url(name))
    yield database
    database.close()


def barchin(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_wrong_setting_ends_the_command_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_API_PORT", "eighty")
    result = barchin("serve")
    assert result.exit_code == 1
    assert result.stderr.startswith("BARCHIN_API_PORT is not as it must be")
    assert result.stderr.count("\n") == 1


def test_without_a_database_the_command_says_how_to_start_one(home: Path) -> None:
    secrets_of(home)
    result = barchin("work")
    assert result.exit_code == 1
    assert "barchin up --engine-only" in result.stderr


def test_a_database_that_is_away_is_named_without_its_password(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets_of(home)
    address = f"postgresql+psycopg://barchin:hunter2@127.0.0.1:{free_port()}/records"
    monkeypatch.setenv("BARCHIN_DATABASE", address)
    result = barchin("serve")
    assert result.exit_code == 1
    assert "BARCHIN_DATABASE" in result.stderr
    assert "hunter2" not in result.stderr


def test_an_engine_that_is_away_is_told_in_one_sentence(home: Path) -> None:
    secrets_of(home)
    result = barchin("deploy")
    assert result.exit_code == 1
    assert "does not answer" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_taken_port_names_the_setting_that_chooses_another(
    postgres: LocalPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARCHIN_POSTGRES_PORT", str(postgres.port))
    result = barchin("up", "--engine-only")
    assert result.exit_code == 1
    assert "BARCHIN_POSTGRES_PORT" in result.stderr


def test_up_does_not_start_an_engine_that_nobody_would_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_ENGINE", "http://engine.example/engine-rest")
    assert "BARCHIN_ENGINE" in barchin("up").stderr


def test_secrets_are_shown_whole_once_they_are_drawn(home: Path) -> None:
    assert "barchin access provision" in barchin("access", "show").stderr
    secrets = secrets_of(home)
    shown = barchin("access", "show").stdout
    assert secrets.bank.get_secret_value() in shown
    assert all(password.get_secret_value() in shown for password in secrets.staff.values())


@pytest.mark.parametrize("command", [("access", "provision"), ("deploy",)])
def test_who_does_not_hold_the_administrator_s_password_learns_that_it_is_needed(
    home: Path, command: tuple[str, ...]
) -> None:
    """Before anything is asked of the engine, so that nothing is left half done."""
    secrets_of(home)
    (home / ADMIN_FILE).unlink()
    result = barchin(*command)
    assert result.exit_code == 1
    assert f"Put {ADMIN_FILE} back" in result.stderr


def test_a_program_reads_the_secrets_as_they_were_drawn(home: Path) -> None:
    secrets_of(home)
    shown = json.loads(barchin("access", "show", "--json").stdout)
    assert shown["staff"]["finance"] == read_secrets(home).staff["finance"].get_secret_value()


@pytest.mark.parametrize("command", [("incidents",), ("incidents", "retry", "--all")])
def test_an_installation_from_before_there_was_an_operator_learns_what_to_do(
    home: Path, command: tuple[str, ...]
) -> None:
    secrets_of(home)
    content = json.loads((home / FILE).read_text())
    del content["services"]["operator"]
    (home / FILE).write_text(json.dumps(content))
    result = barchin(*command)
    assert result.exit_code == 1
    assert "The account operator has no password yet" in result.output
    assert "barchin access provision" in result.output


def test_subscriptions_of_a_good_file_are_all_imported(records: Database) -> None:
    result = barchin("import", "subscriptions", str(SAMPLES))
    assert result.exit_code == 0
    assert "۶ اشتراک وارد شد." in result.stdout
    with records.transaction() as kept:
        assert kept.connections.find(SAMPLES.read_text().splitlines()[1].split(",")[0]) is not None


def test_with_one_bad_line_no_subscription_is_imported(records: Database, tmp_path: Path) -> None:
    header, *lines = SAMPLES.read_text().splitlines()
    good = lines[0].split(",")[0]
    file = tmp_path / "register.csv"
    file.write_text("\n".join([header, *lines[:2], lines[2].replace(",ampere,", ",water,")]))
    result = barchin("import", "subscriptions", "--json", str(file))
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["imported"] == 0
    assert [(one["line"], one["field"], one["code"]) for one in told["problems"]] == [
        (4, "kind", "unknown-word")
    ]
    assert all(one["message"] and one["remedy"] for one in told["problems"])
    records.upgrade()
    with records.transaction() as kept:
        assert kept.connections.find(good) is None


def test_problems_of_a_file_are_shown_with_line_column_and_remedy(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text("bill_id\n1\n")
    shown = barchin("import", "subscriptions", str(file)).stdout
    assert "هیچ اشتراکی وارد نشد" in shown
    assert "missing-column" in shown
    assert "subscription_number" in shown


def test_the_doctor_finds_what_is_missing_and_goes_on_looking(home: Path) -> None:
    result = barchin("doctor", "--json")
    assert result.exit_code == 1
    found = {one["what"]: one["health"] for one in json.loads(result.stdout)}
    assert found["agreement"] == "good"
    assert found["tariff"] == "warning"
    assert (found["database"], found["engine"], found["SMS"]) == ("bad", "bad", "warning")


def test_the_doctor_looks_at_the_records(records: Database) -> None:
    records.upgrade()
    found = {one["what"]: one["health"] for one in json.loads(barchin("doctor", "--json").stdout)}
    assert {found[what] for what in ("database", "ledger", "outbox", "bells")} == {"good"}


def test_the_doctor_makes_no_tables(records: Database) -> None:
    (found,) = (one for one in json.loads(barchin("doctor", "--json").stdout) if one["what"] == "database")
    assert found["health"] == "bad"
    assert records.missing_migrations()[0] == "0001"


def test_a_check_that_fails_is_a_line_and_the_others_go_on(
    records: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.upgrade()

    def fails(_self: object) -> dict[str, int]:
        raise RuntimeError("with a value of somebody's in it")

    monkeypatch.setattr(Ledger, "balances", fails)
    result = barchin("doctor")
    assert "ledger: could not be looked at (RuntimeError" in result.stdout
    assert "somebody" not in result.stdout
    assert "bells: the engine hears them" in result.stdout


def test_to_tidy_says_first_what_it_would_do(records: Database) -> None:
    assert "Nothing was changed" in barchin("tidy").stdout
    told = json.loads(barchin("tidy", "--yes", "--json").stdout)
    assert told == {"due": {}, "held": 0, "changed": {}}


def test_what_is_to_be_tried_again_must_be_named(home: Path) -> None:
    secrets_of(home)
    assert "--all" in barchin("incidents", "retry").stderr
    assert "--all" in barchin("incidents", "retry", "14051234567817", "--all").stderr


def test_an_agreement_that_cannot_be_right_is_told_with_file_and_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets_of(home)
    monkeypatch.setenv("BARCHIN_AGREEMENT", str(tmp_path))
    result = barchin("work")
    assert result.exit_code == 1
    assert "validity.toml:1: file: is not there; put it back" in result.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "No such command 'nonsense'"),
        (("doctor", "--nonsense"), "No such option: --nonsense"),
        (("doctor", "extra"), "unexpected extra argument"),
        (("serve", "8000"), "unexpected extra argument"),
        (("work", "--topic"), "No such option: --topic"),
        (("deploy", "--plann"), "No such option: --plann"),
        (("tidy", "--yes=maybe"), "does not take a value"),
        (("import", "subscriptions"), "Missing argument 'file'"),
        (("import", "subscriptions", "nowhere.csv"), "does not exist"),
        (("import", "payments", "nowhere.csv"), "does not exist"),
        (("import", "payments", "/"), "is a directory"),
        (("access", "provision", "--staf"), "No such option: --staf"),
        (("access", "nonsense"), "No such command 'nonsense'"),
        (("agreement", "apply", "now"), "unexpected extra argument"),
        (("incidents", "retry", "--everything"), "No such option: --everything"),
    ],
)
def test_bad_arguments_are_told_and_nothing_is_done(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = barchin(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert not home.exists()


@pytest.mark.parametrize(
    "arguments",
    [("deploy",), ("work",), ("serve",), ("incidents",), ("agreement", "apply"), ("access", "show")],
)
def test_without_drawn_secrets_a_command_says_how_to_draw_them(
    home: Path, arguments: tuple[str, ...]
) -> None:
    result = barchin(*arguments)
    assert result.exit_code == 1
    assert "barchin access provision" in result.stderr
    assert "Traceback" not in result.output
    assert not home.exists()
