"""Process variables and Python values: the only place that knows the engine's types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

TYPE_NAMES: Mapping[type, str] = {
    bool: "Boolean",
    int: "Long",
    float: "Double",
    str: "String",
    type(None): "Null",
}

READERS: Mapping[str, Callable[[Any], Any]] = {"Date": datetime.fromisoformat, "Json": json.loads}


def encode(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The engine's form of the values; whole numbers are Long, so that an amount never overflows.

    A moment becomes a String in ISO form with its offset, which the engine's timers read. Raises TypeError
    for any other kind of value and ValueError for a moment without an offset, naming the variable only.
    """
    return {name: _typed(name, value) for name, value in values.items()}


def decode(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Plain Python values by name; what cannot be read, as a Java object, stays the text that was sent."""
    return {name: _plain(entry) for name, entry in values.items()}


def timestamp(moment: datetime) -> str:
    """The moment as the engine's interface wants a date that is no variable: to the millisecond."""
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset")
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}{moment:%z}"


def _typed(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {"value": _with_offset(name, value), "type": "String"}
    for kind, type_name in TYPE_NAMES.items():
        if isinstance(value, kind):
            return {"value": value, "type": type_name}
    raise TypeError(f"variable {name}: the engine takes no {type(value).__name__}")


def _with_offset(name: str, moment: datetime) -> str:
    # Without an offset the engine silently takes the zone of its own machine.
    if moment.tzinfo is None:
        raise ValueError(f"variable {name}: a moment without an offset")
    return moment.isoformat()


def _plain(entry: Mapping[str, Any]) -> Any:
    value = entry.get("value")
    reader = READERS.get(str(entry.get("type")))
    try:
        return reader(value) if reader and value is not None else value
    except ValueError:
        # Whoever may do a task may send a date of the year 99999: the batch is fetched all the same.
        return value
