"""What do the models of `bpmn/` say, all together? Processes, decisions and forms, by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.deployer import read_models
from workbench.bpmn_file import read_processes
from workbench.decisions import Decision, read_decisions
from workbench.forms import FormFile, read_form
from workbench.processes import Element, Process


@dataclass(frozen=True)
class Models:
    """What is deployed together."""

    processes: Mapping[str, Process]
    decisions: Mapping[str, Decision]
    forms: Mapping[str, FormFile]

    def elements(self, *kinds: str) -> Iterator[Element]:
        """The elements of all processes, of these kinds or of any."""
        for process in self.processes.values():
            yield from process.of_kind(*kinds) if kinds else process

    def of(self, element: Element) -> Process:
        """The process in which the element stands."""
        return self.processes[element.process]

    def calls_of(self, process_id: str) -> tuple[Element, ...]:
        """The call activities that call the process."""
        return tuple(one for one in self.elements("callActivity") if one.call and one.call.ref == process_id)

    @property
    def in_order(self) -> tuple[str, ...]:
        """The ids of the processes as a reader meets them: each followed by those that it calls."""
        called = {one.call.ref for one in self.elements("callActivity") if one.call}
        roots = sorted(self.processes.keys() - called, key=lambda one: not self._calls(one))
        return tuple(dict.fromkeys(one for root in roots for one in self._with_called(root)))

    def _calls(self, process_id: str) -> tuple[str, ...]:
        return tuple(one.call.ref for one in self.processes[process_id].of_kind("callActivity") if one.call)

    def _with_called(self, process_id: str) -> Iterator[str]:
        yield process_id
        for called in self._calls(process_id):
            yield from self._with_called(called)

    @property
    def topics(self) -> frozenset[str]:
        """The topics of all external tasks."""
        return frozenset(one.topic for one in self.elements() if one.topic)


def read(folder: Path) -> Models:
    """The models of the folder, the same files that are deployed."""
    return parse(read_models(folder))


def parse(files: Mapping[str, bytes]) -> Models:
    """The models in these files; `KeyError` and XML or JSON errors where one is no model at all."""
    return Models(
        processes={one.id: one for content in _of_kind(files, ".bpmn") for one in _processes(content)},
        decisions={one.id: one for content in _of_kind(files, ".dmn") for one in _decisions(content)},
        forms={one.id: one for content in _of_kind(files, ".form") for one in (_form(content),)},
    )


def _of_kind(files: Mapping[str, bytes], kind: str) -> list[bytes]:
    return [content for name, content in files.items() if name.endswith(kind)]


# Whoever compares two states of the models reads most files twice.
@lru_cache(maxsize=100)
def _processes(content: bytes) -> tuple[Process, ...]:
    return tuple(read_processes(content))


@lru_cache(maxsize=100)
def _decisions(content: bytes) -> tuple[Decision, ...]:
    return tuple(read_decisions(content))


@lru_cache(maxsize=100)
def _form(content: bytes) -> FormFile:
    return read_form(content)
