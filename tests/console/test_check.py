"""What does an analyst get to read about the models, and what never reaches the engine?"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from console.drawn import secrets_of
from engine.start import free_port
from tests.agreement.shipped import FILES


def barchin(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def misspelt(folder: Path) -> Path:
    text = FILES["examine-meter.bpmn"].decode().replace('topic="order-test"', 'topic="order-tset"')
    return written(folder, {**FILES, "examine-meter.bpmn": text.encode()})


def test_the_shipped_models_are_in_order() -> None:
    result = barchin("check")
    assert (result.exit_code, result.output) == (0, "مدل‌ها ایرادی ندارند.\n")


def test_a_fault_is_told_with_its_file_its_element_and_what_to_do(tmp_path: Path) -> None:
    result = barchin("check", "--models", str(misspelt(tmp_path)))
    assert result.exit_code == 1
    told = ("examine-meter.bpmn", "تعیین نوبت آزمایش", "order-test", "docs/analyst.md#topic-without-worker")
    assert [one for one in told if one not in result.output] == []


def test_a_program_reads_each_finding_as_a_row(tmp_path: Path) -> None:
    result = barchin("check", "--json", "--models", str(misspelt(tmp_path)))
    assert result.exit_code == 1
    (row,) = [one for one in json.loads(result.stdout) if one["kind"] == "topic-without-worker"]
    assert row["element"] == "order-test"
    assert row.keys() == {"kind", "file", "element", "name", "what", "remedy", "more"}


def test_models_that_are_in_order_are_an_empty_list_to_a_program() -> None:
    result = barchin("check", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


@pytest.mark.parametrize("folder", ["empty", "nowhere"])
def test_a_folder_without_models_is_told_in_one_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    result = barchin("check", "--json", "--models", str(tmp_path / folder))
    assert result.exit_code == 1
    assert [one["kind"] for one in json.loads(result.stdout)] == ["no-models"]


def test_models_with_a_fault_are_not_sent_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, models = tmp_path / "home", tmp_path / "models"
    models.mkdir()
    secrets_of(home)
    monkeypatch.setenv("BARCHIN_HOME", str(home))
    monkeypatch.setenv("BARCHIN_MODELS", str(misspelt(models)))
    monkeypatch.setenv("BARCHIN_ENGINE_PORT", str(free_port()))
    result = barchin("deploy")
    assert result.exit_code == 1
    assert "nothing was deployed" in result.stderr
    assert "barchin check" in result.stderr
