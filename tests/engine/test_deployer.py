import shutil
from pathlib import Path

import pytest

from engine.client import Engine, EngineError
from engine.deployer import IncompleteDeployment, deploy, read_models
from tests.engine.trial import MODELS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the trial models under a name of its own, so that no other test is disturbed."""
    return Path(shutil.copytree(MODELS, tmp_path / f"models-{tmp_path.name}"))


def test_models_decisions_and_forms_are_read_and_nothing_else(folder: Path) -> None:
    (folder / "README.md").write_text("not a model")
    assert sorted(read_models(folder)) == [
        "trial-choice.dmn",
        "trial-question.form",
        "trial-run.bpmn",
        "trial.bpmn",
    ]


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no models in"):
        read_models(tmp_path)


def test_what_the_engine_passed_over_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine("http://127.0.0.1:1", "deployer", "a-secret")
    nothing = type("Deployment", (), {"processes": ("trial", "trial-run"), "decisions": ()})()
    monkeypatch.setattr(engine, "deploy", lambda *_: nothing)
    with pytest.raises(IncompleteDeployment, match="unknown to the engine: trial-choice"):
        deploy(engine, folder)


@pytest.mark.engine
def test_all_models_are_deployed_together_and_an_unchanged_folder_changes_nothing(
    engine: Engine, folder: Path
) -> None:
    first = deploy(engine, folder)
    assert (first.processes, first.decisions) == (("trial", "trial-run"), ("trial-choice",))
    assert deploy(engine, folder) == first


@pytest.mark.engine
def test_one_changed_file_deploys_all_of_them_again(engine: Engine, folder: Path) -> None:
    first = deploy(engine, folder)
    model = folder / "trial.bpmn"
    model.write_text(model.read_text() + "\n")
    second = deploy(engine, folder)
    assert second.id != first.id
    assert second.decisions == ("trial-choice",)


@pytest.mark.engine
def test_a_model_that_the_engine_cannot_read_is_refused_with_the_place(engine: Engine, folder: Path) -> None:
    (folder / "broken.bpmn").write_text("<definitions/>")
    with pytest.raises(EngineError) as refusal:
        deploy(engine, folder)
    assert refusal.value.type == "ParseException"
    assert "broken.bpmn | line 1" in refusal.value.message
