"""Which models does the engine run? Those of one folder, all together or none.

Together, because forms and called processes are bound to the deployment in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from engine.client import Deployment, Engine

KINDS = (".bpmn", ".dmn", ".form")
DEFINITIONS = {
    ".bpmn": ("http://www.omg.org/spec/BPMN/20100524/MODEL", "process"),
    ".dmn": ("https://www.omg.org/spec/DMN/20191111/MODEL/", "decision"),
}


class IncompleteDeployment(Exception):
    """The engine took the files, but not every process and decision in them; names those that are missing."""

    def __init__(self, missing: frozenset[str]) -> None:
        self.missing = missing
        super().__init__(f"deployed, but unknown to the engine: {', '.join(sorted(missing))}")


def deploy(engine: Engine, folder: Path) -> Deployment:
    """Deploys every model, decision and form of the folder; an unchanged folder changes nothing.

    Raises EngineError where the engine can't read a file, IncompleteDeployment where it passed over one.
    """
    files = read_models(folder)
    deployment = engine.deploy(folder.name, files)
    missing = frozenset(_defined(files)) - {*deployment.processes, *deployment.decisions}
    if missing:
        raise IncompleteDeployment(missing)
    return deployment


def read_models(folder: Path) -> dict[str, bytes]:
    """The folder's models by file name; files of other kinds and sub-folders are left out."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in KINDS}
    if not files:
        raise FileNotFoundError(f"no models in {folder}")
    return files


def _defined(files: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        if (suffix := Path(name).suffix) in DEFINITIONS:
            namespace, kind = DEFINITIONS[suffix]
            for element in etree.fromstring(content).findall(f"{{{namespace}}}{kind}"):
                # A process that is not executable is only a picture.
                if kind == "decision" or element.get("isExecutable") == "true":
                    yield str(element.attrib["id"])
