"""`barchin model templates` leaves in the folder what the workers say, and nothing of a topic long gone."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from tests.agreement.shipped import ROOT
from workbench.templates import FOLDER


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The templates of a copy of the models."""
    shutil.copytree(
        ROOT / "bpmn", tmp_path / "bpmn", ignore=shutil.ignore_patterns("node_modules", "pictures")
    )
    monkeypatch.setenv("BARCHIN_MODELS", str(tmp_path / "bpmn"))
    return tmp_path / "bpmn" / FOLDER


def barchin_model(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["model", "templates", *arguments])


def test_an_old_template_is_named_and_written_anew_and_that_of_no_topic_goes(folder: Path) -> None:
    (folder / "record-payment.json").write_text("{}", "utf-8")
    (folder / "gone.json").write_text("{}", "utf-8")
    told = barchin_model("--check")
    assert told.exit_code == 1
    assert "record-payment.json is old" in told.stdout
    assert "gone.json is old" in told.stdout
    assert barchin_model().exit_code == 0
    assert barchin_model("--check").exit_code == 0
    assert not (folder / "gone.json").exists()
