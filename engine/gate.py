"""Which outcome does an exception become? The one gate between handlers and the engine.

What the engine is told of a failure names the exception's class and the place in the code, never its text:
that could hold a value of the case. An exception with a sentence meant for the operator carries it as
`for_operator`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from traceback import walk_tb
from types import FrameType
from typing import Any

from pydantic import ValidationError

from engine.answers import LockedTask
from engine.outcome import BpmnError, Complete, Failure, Outcome
from engine.retry import RetryPolicy
from engine.topics import BusinessError, Poison, Topic, faulty_fields
from engine.variables import encode

Execute = Callable[[Topic, LockedTask], dict[str, Any]]

DETERMINISTIC = (Poison, ValidationError, BusinessError)  # the same input fails the same way again


def judge(topic: Topic, task: LockedTask, execute: Execute, retry: RetryPolicy) -> Outcome:
    """Executes the task and says how it ended; no fault of a handler gets past here."""
    try:
        return _complete(execute(topic, task))
    except topic.raises as refusal:
        return BpmnError(refusal.code)
    except DETERMINISTIC as fault:
        return Failure(describe(fault), details(fault))
    except (Exception, SystemExit) as fault:  # noqa: BLE001  every other fault ends here, as a failure
        retries, wait = retry.after(task.retries)
        return Failure(describe(fault), details(fault), retries, wait)


def _complete(variables: dict[str, Any]) -> Complete:
    # Encoded once for its complaint: a result that can't be sent is the handler's failure.
    encode(variables)
    return Complete(variables)


def describe(fault: BaseException) -> str:
    """One line for the operator: class, place, and the sentence that the exception has for them."""
    sentence = _for_operator(fault)
    return f"{type(fault).__name__} at {_place(fault)}" + (f": {sentence}" if sentence else "")


def details(fault: BaseException) -> str:
    """The way to the fault and to its causes: modules, lines, functions; no texts, no local values."""
    return "\n".join(line for one in _chain(fault) for line in _way(one))


def _for_operator(fault: BaseException) -> str:
    if isinstance(fault, ValidationError):
        return f"{fault.title}: {faulty_fields(fault)}"
    return str(getattr(fault, "for_operator", ""))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _way(fault: BaseException) -> Iterator[str]:
    yield type(fault).__name__
    for frame, line in walk_tb(fault.__traceback__):
        yield f"  {_module(frame)}:{line} in {frame.f_code.co_name}"


def _place(fault: BaseException) -> str:
    frames = list(walk_tb(fault.__traceback__))
    ours = [step for step in frames if "/lib/python" not in step[0].f_code.co_filename]
    if not (ours or frames):
        return "an unknown place"
    frame, line = (ours or frames)[-1]
    return f"{_module(frame)}:{line}"


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?"))
