"""Where does a personal value show that must not? Searches all that the engine keeps of a case."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from engine.client import Engine


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
