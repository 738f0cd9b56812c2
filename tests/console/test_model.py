"""`barchin model`: templates, pictures and what Camunda Modeler loads are those of the models today."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from console.__main__ import app
from tests.agreement.shipped import ROOT
from workbench.templates import FOLDER

NODE = shutil.which("node") or "node"
PACKAGES = ROOT / "bpmn" / "node_modules"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the models."""
    shutil.copytree(
        ROOT / "bpmn", tmp_path / "bpmn", ignore=shutil.ignore_patterns("node_modules", "pictures")
    )
    monkeypatch.setenv("BARCHIN_MODELS", str(tmp_path / "bpmn"))
    return tmp_path / "bpmn"


@pytest.fixture
def folder(models: Path) -> Path:
    """The templates of a copy of the models."""
    return models / FOLDER


@pytest.fixture
def equipped(models: Path) -> Path:
    """A copy of the models that has the npm packages."""
    (models / "node_modules").symlink_to(PACKAGES)
    return models


def barchin_model(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["model", "templates", *arguments])


def change(model: Path, old: str, new: str) -> Path:
    text = model.read_text("utf-8")
    assert old in text
    model.write_text(text.replace(old, new), "utf-8")
    return model


def tool(name: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """One of the programs beside the models, as npm runs it."""
    command = [NODE, str(ROOT / "bpmn" / "tools" / f"{name}.mjs"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


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


def test_without_the_npm_packages_it_is_said_how_to_get_them(models: Path) -> None:
    told = CliRunner().invoke(app, ["model", "render"])
    assert told.exit_code == 1
    assert "`make setup`" in told.stderr
    assert not (models / "pictures").exists()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("reach-subscriber.bpmn", "ثبت نتیجه تماس", "نگهداری نتیجه"),
        ("meter-verdict.dmn", "پلمب شکسته یا مفقود", "پلمب آسیب‌دیده"),
        ("call-subscriber.form", "نتیجه‌ی تماس", "حاصل گفت‌وگو"),
    ],
)
def test_what_was_changed_is_drawn_anew_as_png_and_svg(equipped: Path, file: str, old: str, new: str) -> None:
    model = change(equipped / file, old, new)
    assert CliRunner().invoke(app, ["model", "render", str(model)]).exit_code == 0
    picture = equipped / "pictures" / file
    svg = picture.with_suffix(".svg").read_text("utf-8")
    assert picture.with_suffix(".png").stat().st_size > 10_000
    assert all(word in svg for word in new.split())
    sources = json.loads((equipped / "pictures" / "sources.json").read_text("utf-8"))
    assert sources == {file: hashlib.sha256(model.read_bytes()).hexdigest()}


@pytest.fixture
def modeler(equipped: Path, tmp_path: Path) -> Path:
    """A folder for Camunda Modeler in which there was something else before."""
    other = tmp_path / "modeler" / "resources" / "plugins" / "other" / "index.js"
    other.parent.mkdir(parents=True)
    other.write_text("module.exports = { name: 'other', script: './client.js' };", "utf-8")
    (other.parent / "client.js").write_text("", "utf-8")
    (tmp_path / "modeler" / "resources" / "element-templates").mkdir()
    (tmp_path / "modeler" / "resources" / "element-templates" / "other.json").write_text("[]", "utf-8")
    told = barchin_model("--modeler", str(tmp_path / "modeler"))
    assert told.exit_code == 0
    assert f"--user-data-dir={tmp_path / 'modeler'}" in told.stdout
    assert equipped.exists()
    return tmp_path / "modeler"


@pytest.mark.thorough
def test_one_folder_gives_modeler_our_templates_and_leaves_what_else_is_in_it(modeler: Path) -> None:
    resources = modeler / "resources"
    shipped, given = (
        {path.name: path.read_text("utf-8") for path in templates.glob("*.json")}
        for templates in (ROOT / "bpmn" / FOLDER, resources / "element-templates" / "barchin")
    )
    assert given == shipped
    assert (resources / "element-templates" / "other.json").exists()
    entries = {path.parent.name for path in resources.glob("plugins/*/index.js")}
    assert entries == {"barchin-lint", "barchin-tokens", "other"}


@pytest.mark.thorough
def test_in_the_editor_a_fault_is_marked_a_token_walks_and_the_model_stays_as_it_was(
    modeler: Path, models: Path
) -> None:
    model = change(models / "examine-meter.bpmn", '<camunda:property name="clause" value="3.5 3.9" />', "")
    seen: dict[str, Any] = json.loads(tool("modeler-try", modeler, model).stdout)
    assert seen == {"faults": [["record-meter-test", "house/clause"]], "walked": "order-test", "kept": True}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("camunda:historyTimeToLive", "camunda:versionTag", "camunda-compat/history-time-to-live"),
        ('name="تعیین نوبت آزمایش"', 'name=""', "label-required"),
        (
            'executionPlatformVersion="7.24.0"',
            'executionPlatformVersion="7.20.0"',
            "house/execution-platform",
        ),
    ],
)
def test_modelers_own_rules_for_the_engine_the_recommended_and_ours_run_together(
    models: Path, old: str, new: str, rule: str
) -> None:
    told = tool("modeler-lint", change(models / "examine-meter.bpmn", old, new))
    assert told.returncode == 1
    assert f"({rule})" in told.stderr


@pytest.mark.thorough
def test_neither_modelers_own_rules_nor_ours_find_a_fault_in_the_models() -> None:
    told = tool("modeler-lint")
    assert (told.returncode, told.stderr) == (0, "")
