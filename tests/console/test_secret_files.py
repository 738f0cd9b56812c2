"""A secret may stand in a file; wherever it stands, it is shown nowhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.secret_files import SecretFileError
from console.settings import read_settings
from engine.start import free_port

SECRET = "hunter2-of-the-database"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("BARCHIN_")]:
        monkeypatch.delenv(name)


def a_file(folder: Path, name: str, content: str, mode: int = 0o600) -> Path:
    path = folder / name
    path.write_text(content)
    path.chmod(mode)
    return path


def test_a_secret_is_read_from_the_file_that_its_setting_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in ("DATABASE", "SMS_KEY", "BANK_SECRET"):
        monkeypatch.setenv(f"BARCHIN_{setting}_FILE", str(a_file(tmp_path, setting, f"{SECRET}\n")))
    settings = read_settings()
    assert settings.database is not None
    assert settings.database.get_secret_value() == SECRET
    assert settings.sms_key.get_secret_value() == SECRET
    assert settings.bank_secret.get_secret_value() == SECRET


def test_a_credential_of_systemd_needs_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_file(tmp_path, "bank_secret", SECRET, 0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    settings = read_settings()
    assert settings.bank_secret.get_secret_value() == SECRET
    assert settings.database is None


def test_a_secret_in_two_places_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARCHIN_SMS_KEY_FILE", str(a_file(tmp_path, "key", SECRET)))
    monkeypatch.setenv("BARCHIN_SMS_KEY", SECRET)
    with pytest.raises(SecretFileError, match="both set") as told:
        read_settings()
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("content", "mode", "sentence"),
    [(SECRET, 0o644, "Everybody may read"), ("\n", 0o600, "is empty"), (None, 0o600, "is no file")],
)
def test_a_file_that_cannot_be_right_is_named_without_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, mode: int, sentence: str
) -> None:
    path = tmp_path / "key" if content is None else a_file(tmp_path, "key", content, mode)
    monkeypatch.setenv("BARCHIN_SMS_KEY_FILE", str(path))
    with pytest.raises(SecretFileError, match=sentence) as told:
        read_settings()
    assert str(path) in str(told.value)
    assert SECRET not in str(told.value)


@pytest.mark.thorough
def test_no_secret_is_in_what_a_command_says_nor_in_the_list_of_processes(tmp_path: Path) -> None:
    address = f"postgresql+psycopg://barchin:{SECRET}@127.0.0.1:{free_port()}/records"
    environment = {
        **os.environ,
        "BARCHIN_HOME": str(tmp_path / "home"),
        "BARCHIN_ENGINE_PORT": str(free_port()),
        "BARCHIN_DATABASE_FILE": str(a_file(tmp_path, "database", address)),
        "BARCHIN_BANK_URL": "http://bank.example",
        "BARCHIN_BANK_SECRET_FILE": str(a_file(tmp_path, "bank", SECRET)),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "console", "doctor"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        proc = Path("/proc") / str(process.pid)
        # For a moment after its start the kernel shows nothing of a process.
        while "console" not in (command := (proc / "cmdline").read_text()):
            assert process.poll() is None
        environ = (proc / "environ").read_text()
        said = process.stdout.read()
    assert "database" in said
    assert SECRET not in said
    assert "BARCHIN_DATABASE_FILE" in environ
    assert SECRET not in command + environ
