"""Topics of the models and modules of the workers; that they fit each other is checked by `barchin check`."""

from tests.agreement.shipped import ROOT, TOPICS


def test_the_workers_folder_holds_topics_and_nothing_else() -> None:
    files = {path for path in (ROOT / "workers").rglob("*.py") if path.name != "__init__.py"}
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files}
    assert modules == {topic.module for topic in TOPICS.values()}


def test_a_worker_has_the_name_of_its_topic() -> None:
    names = {name: topic.module.rpartition(".")[2] for name, topic in TOPICS.items()}
    assert names == {name: name.replace("-", "_") for name in TOPICS}
