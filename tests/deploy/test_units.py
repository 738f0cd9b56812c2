"""systemd takes our units as they are, and they keep what the runbook promises."""

import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from console.drawn import ADMIN_FILE
from console.incidents import REMEDIES

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAMS = ("/opt/barchin/.venv/bin/barchin", "/usr/bin/java")


class Unit(RawConfigParser):
    """A unit's sections; of a key that comes again all values are kept, a line each."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#",), interpolation=None)
        self.text = path.read_text()
        self.read_string(self.text)

    def optionxform(self, optionstr: str) -> str:
        return optionstr

    def every(self, key: str) -> list[str]:
        return [line.partition("=")[2] for line in self.text.splitlines() if line.startswith(f"{key}=")]


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    assert analyze, "systemd-analyze is missing: install the package systemd"
    here = shutil.which("true") or "/bin/true"
    for unit in UNITS:
        text = unit.read_text()
        for program in PROGRAMS:
            text = text.replace(f"ExecStart={program}", f"ExecStart={here}")
        # The runbook is read where it is installed, which is not here.
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        [analyze, "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "barchin" in line]
    assert complaints == []
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_as_nobody_special_and_may_change_nothing(path: Path) -> None:
    service = Unit(path)["Service"]
    assert service["User"] != "root"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_no_unit_holds_a_secret_nor_takes_one_from_the_environment(path: Path) -> None:
    unit = Unit(path)
    assert unit.every("LoadCredential")
    for line in unit.every("Environment"):
        assert "PASSWORD" not in line
        assert "SECRET" not in line
    for credential in unit.every("LoadCredential"):
        assert credential.partition(":")[2].startswith("/etc/barchin/secrets/")


@pytest.mark.parametrize("name", ["barchin-work", "barchin-serve", "barchin-tidy"])
def test_no_service_of_ours_may_read_the_administrator_s_password(name: str) -> None:
    unit = Unit(DEPLOY / "systemd" / f"{name}.service")
    assert unit.every("InaccessiblePaths") == [f"-/var/lib/barchin/{ADMIN_FILE}"]


def test_the_worker_is_watched_and_has_time_to_finish() -> None:
    service = Unit(DEPLOY / "systemd" / "barchin-work.service")["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"]) > 120
    assert int(service["TimeoutStopSec"]) > 30
    assert service["Restart"] == "always"


def test_the_proxy_shows_neither_the_engine_s_rest_interface_nor_its_actuator() -> None:
    text = (DEPLOY / "nginx" / "barchin.conf").read_text()
    targets = [line.split()[1] for line in text.splitlines() if line.strip().startswith("proxy_pass")]
    assert targets == ["http://127.0.0.1:8000;", "http://127.0.0.1:8080;"]
    engine = text[text.index("tasks.barchin.internal") :]
    assert "location /camunda/ {" in engine
    assert "location /engine-rest" not in engine
    assert engine.rstrip().endswith("location / {\n        return 404;\n    }\n}")


@pytest.mark.parametrize("cause", REMEDIES)
def test_the_runbook_has_every_cause_of_a_standstill(cause: str) -> None:
    assert f"`{cause}`" in (DEPLOY / "README.md").read_text()
