"""Documents and pictures: what they say of models, code and dependencies is so today."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agreement.shipped import FILES, MODELS, ROOT, TOPICS, changed
from workbench import licences
from workbench.models import Models
from workbench.processes import TASKS, Element

README = (ROOT / "bpmn" / "README.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
PICTURES = ROOT / "bpmn" / "pictures"
ENDINGS = (".png", ".svg")
SOURCES: dict[str, str] = json.loads((PICTURES / "sources.json").read_text("utf-8"))
CODE = ("domain", "cases", "records", "gateways", "engine", "workers", "channels", "console")


def rows(models: Models) -> Iterator[str]:
    """The rows that the tables of the models' README should have, process by process."""
    for process in models.processes.values():
        for step in process:
            if step.kind in TASKS | {"callActivity"}:
                topic = f"`{step.topic}`" if step.topic else ""
                cells = (step.name, f"`{step.id}`", topic, carried_out_by(step), " ".join(step.clauses))
                yield f"| {' | '.join(cells)} |"


def carried_out_by(step: Element) -> str:
    if step.topic in TOPICS:
        path = TOPICS[step.topic].module.replace(".", "/") + ".py"
        return f"[{path}](../{path})"
    if step.message:
        return f"message `{step.message}`"
    (file,) = [f"{one.ref}.bpmn" for one in [step.call] if one] or [
        *(f"{one.ref}.dmn" for one in [step.decision] if one),
        *(f"{one.ref}.form" for one in [step.form] if one),
    ]
    return f"[{file}]({file})"


def tables() -> list[str]:
    _, _, rest = README.partition("<!-- tables: npm run readme -->")
    lines = [line for line in rest.splitlines() if line.startswith("| ")]
    return [line for line in lines if not re.match(r"\| (name|---)", line)]


def test_the_tables_of_the_models_readme_are_the_models() -> None:
    assert sorted(tables()) == sorted(rows(MODELS)), "run `npm run readme` in bpmn/"


def test_a_step_that_the_readme_does_not_know_is_told() -> None:
    models = changed("examine-meter.bpmn", "تعیین نوبت آزمایش", "نوبت‌دهی")
    assert set(rows(models)) - set(tables())


def test_the_readme_names_every_process_with_its_owner_and_picture() -> None:
    for process in MODELS.processes.values():
        assert f"### {process.name}\n\n`{process.id}`, owner: {process.owner}\n" in README
        assert f"![{process.name}](pictures/{process.id}.png)" in README


def test_the_readme_names_every_form_with_its_tasks_and_group() -> None:
    for form in MODELS.forms:
        tasks = [one for one in MODELS.elements("userTask") if one.form and one.form.ref == form]
        (group,) = {one.form.groups for one in tasks if one.form}
        shown = sorted((f"`{one.id}`" for one in tasks), key=lambda task: task != f"`{form}`")
        row = f"| `{form}` | {', '.join(shown)} | `{group}` | [picture](pictures/{form}.png) |"
        assert row in README, f"bpmn/README.md: {row}"


@pytest.mark.parametrize("file", sorted(FILES))
def test_the_picture_of_a_model_was_drawn_from_it_as_it_is(file: str) -> None:
    drawn_from = SOURCES.get(file)
    assert drawn_from == hashlib.sha256(FILES[file]).hexdigest(), f"run `barchin model render bpmn/{file}`"
    assert all((PICTURES / file).with_suffix(ending).exists() for ending in ENDINGS)


def test_the_picture_on_the_front_page_is_one_of_those() -> None:
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {ROOT / path for path in shown} <= {(PICTURES / file).with_suffix(".png") for file in SOURCES}


def test_there_is_no_picture_of_what_is_no_longer_there() -> None:
    assert SOURCES.keys() == FILES.keys()
    drawn = {path.name for path in PICTURES.iterdir()} - {"sources.json"}
    assert drawn == {Path(file).with_suffix(ending).name for file in FILES for ending in ENDINGS}


def test_the_table_of_licences_names_all_dependencies() -> None:
    named = [row.split("|")[1].strip() for row in licences.table().splitlines()]
    document = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = document.partition(licences.BEGIN)[2].partition(licences.END)[0]
    shown = [row.split("|")[1].strip() for row in table.strip().splitlines()]
    assert shown == named, "run `python -m workbench.licences`"


def identifiers() -> list[str]:
    rows = [line.split("|")[3] for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [name for row in rows for name in re.findall("`([^`]+)`", row)]


@pytest.fixture(scope="module")
def code() -> str:
    files = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
    return "\n".join(path.read_text("utf-8") for path in files) + "\n".join(FILES)


@pytest.mark.parametrize("name", identifiers())
def test_an_identifier_of_the_glossary_is_in_the_code(name: str, code: str) -> None:
    ending = "" if name.endswith("_…") else r"(?![\w-])"
    assert re.search(rf"(?<![\w-]){re.escape(name.removesuffix('…'))}{ending}", code), (
        f"docs/glossary.md: {name}"
    )
