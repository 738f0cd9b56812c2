"""Where does a personal value show that must not? Searches all that the engine keeps of a case."""

import json
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

import prometheus_client
import structlog

from console.engines import engine_for_admin
from console.rehearsal import Stage
from engine.client import Engine
from tests.ground import LEGAL, MOBILE, REPRESENTATIVE, STRANGER, SUBSCRIBER, a_connection
from tests.kit import NAME, OTHER_SHEBA, SHEBA

PERSONAL = (
    *(SUBSCRIBER, STRANGER, REPRESENTATIVE, LEGAL, MOBILE, NAME, SHEBA, OTHER_SHEBA),
    a_connection().address,
)
"""What the people of all tests are called and reached by."""


class Listener:
    """Hears every line of our log before it is written."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __call__(
        self, _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        self.heard.append(str(event))
        return event

    def listen(self) -> None:
        """Listens from now on; a test of the logs' set-up makes everybody deaf."""
        processors = structlog.get_config()["processors"]
        if self not in processors:
            structlog.configure(processors=[self, *processors])


def traces_of_run(stage: Stage, listener: Listener) -> list[tuple[str, str]]:
    """Each place outside the records in which one of the people of the whole run is named, with what."""
    places = dict(_left_by(stage)) | {"our log": "\n".join(listener.heard)}
    return [(place, value) for place, text in places.items() for value in PERSONAL if value in text]


def _left_by(stage: Stage) -> Iterator[tuple[str, str]]:
    """Logs, metrics, and what failed with its text; an address that was called would stand in a log."""
    home = stage.settings.home
    yield "engine's log", (home / "engine.log").read_text(errors="replace")
    yield "database's log", (home / "postgres" / "log").read_text(errors="replace")
    yield "metrics", prometheus_client.generate_latest().decode()
    engine = engine_for_admin(stage.settings, stage.secrets)
    for path in ("/incident", "/history/incident", "/history/external-task-log", "/history/job-log"):
        yield path, json.dumps(engine.call("GET", path), ensure_ascii=False)


def traces_in_engine(engine: Engine, tracking_code: str, personal: Iterable[str]) -> list[str]:
    """Each place of the engine in which one of the values stands: the call that showed it."""
    values = list(personal)
    return [
        path for path, shown in _all_that_is_kept(engine, tracking_code) if any(v in shown for v in values)
    ]


def _all_that_is_kept(engine: Engine, tracking_code: str) -> Iterator[tuple[str, str]]:
    for instance in engine.history_instances(tracking_code):
        for path, query in _places(instance.id):
            yield path, json.dumps(engine.call("GET", path, query=query), ensure_ascii=False)


def _places(instance_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    of_instance = {"processInstanceId": instance_id}
    yield "/variable-instance", {"processInstanceIdIn": instance_id}
    yield "/history/variable-instance", of_instance | {"includeDeleted": "true"}
    yield "/history/detail", of_instance
    yield "/history/user-operation", of_instance
    yield "/history/task", of_instance
    yield "/history/activity-instance", of_instance
    yield "/history/incident", of_instance
    yield "/history/external-task-log", of_instance
    yield "/history/job-log", of_instance
    yield "/incident", of_instance
    yield "/external-task", of_instance
