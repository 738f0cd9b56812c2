"""Which lists of tasks do people find in Tasklist, and who finds which? Filters, as the engine calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.access import Resource, Right, grant
from engine.client import Engine


@dataclass(frozen=True)
class TaskList:
    """A list of the tasks which its reader may see and for which `query` holds; Tasklist orders them.

    A query may ask by expression who reads it and when: `${currentUser()}`, `${now()}`.
    """

    name: str
    description: str
    query: Mapping[str, Any]
    groups: tuple[str, ...]
    """Who finds the list."""

    color: str


def keep_task_lists(engine: Engine, lists: Sequence[TaskList], columns: Mapping[str, str]) -> None:
    """Makes what is missing and adjusts what differs, by name; in Tasklist they stand in this order.

    `columns` are the variables that stand with each task, with what people read over them. Whoever may see a
    task may see those alone that are its own.
    """
    for place, one in enumerate(lists):
        shown = Right(Resource.FILTER, ("READ",), _keep(engine, one, place, columns))
        for group in one.groups:
            grant(engine, shown, group_id=group)


def _keep(engine: Engine, one: TaskList, place: int, columns: Mapping[str, str]) -> str:
    found = engine.call("GET", "/filter", query={"name": one.name, "resourceType": "Task"})
    body = _body(one, place, columns)
    if not found:
        return str(engine.call("POST", "/filter/create", body=body)["id"])
    engine.call("PUT", f"/filter/{found[0]['id']}", body=body)
    return str(found[0]["id"])


def _body(one: TaskList, place: int, columns: Mapping[str, str]) -> dict[str, Any]:
    return {
        "resourceType": "Task",
        "name": one.name,
        "query": dict(one.query),
        "properties": {
            "description": one.description,
            "priority": place,
            "color": one.color,
            "refresh": True,
            "showUndefinedVariable": False,
            "variables": [{"name": name, "label": label} for name, label in columns.items()],
        },
    }
