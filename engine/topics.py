"""What is a topic to a worker? A name, what it reads, what it answers, and the function between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from engine.answers import LockedTask

Handler = TypeVar("Handler", bound=Callable[..., Any])


class BusinessError(Exception):
    """A refusal that the model knows by its code; a topic names those that it may raise."""

    code: ClassVar[str]


class Poison(Exception):
    """No repetition can help: an incident at once. Its text is for the operator and names no person."""

    @property
    def for_operator(self) -> str:
        """The sentence that the incident shows; any exception may carry one under this name."""
        return str(self)


class InvalidInput(Poison):
    """The variables of the task do not fit its input; names fields and faults, never a value."""

    def __init__(self, topic: str, fault: ValidationError) -> None:
        super().__init__(f"input of {topic}: {faulty_fields(fault)}")


class TaskInput(BaseModel):
    """What a handler is given: the case, the task, and in a subclass one field per variable it reads.

    `task_age` is how long ago the process came to the task; it needs no clock that agrees with the engine's.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )

    tracking_code: str
    task_id: str
    task_age: timedelta = timedelta()


class TaskOutput(BaseModel):
    """What a handler answers: one field per variable, in camel case; what it leaves out is not sent."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, validate_by_name=True)


@dataclass(frozen=True)
class Topic:
    """A registered handler with its contract; `module` is where a reader finds it."""

    name: str
    module: str
    input_type: type[TaskInput]
    output_type: type[TaskOutput] | None
    handler: Callable[[Any, Any], TaskOutput | None]
    raises: tuple[type[BusinessError], ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """The process variables to fetch: the fields of the input, without those every input has."""
        return tuple(
            field.alias or name
            for name, field in self.input_type.model_fields.items()
            if name not in TaskInput.model_fields
        )

    def read(self, task: LockedTask) -> TaskInput:
        """The typed input; raises InvalidInput, which no repetition can mend."""
        own = {"tracking_code": task.business_key, "task_id": task.id, "task_age": task.age}
        wanted = {name: task.variables[name] for name in self.variables if name in task.variables}
        try:
            return self.input_type.model_validate(wanted | own)
        except ValidationError as fault:
            raise InvalidInput(self.name, fault) from None

    def run(self, task: LockedTask, context: Any) -> dict[str, Any]:
        """Reads, handles, and answers the variables to send: plain JSON, so that they can be kept."""
        output = self.handler(self.read(task), context)
        return output.model_dump(mode="json", by_alias=True, exclude_unset=True) if output is not None else {}


_topics: dict[str, Topic] = {}


def topic(name: str, *, raises: tuple[type[BusinessError], ...] = ()) -> Callable[[Handler], Handler]:
    """Registers the decorated function as the handler of a topic; its annotations are the contract."""

    def register(handler: Handler) -> Handler:
        found = _describe(name, handler, raises)
        known = _topics.get(name)
        if known is not None and known.module != found.module:
            raise TypeError(f"topic {name} has two handlers: {known.module} and {found.module}")
        _topics[name] = found
        return handler

    return register


def registry() -> Mapping[str, Topic]:
    """Every topic whose module was imported, by name."""
    return MappingProxyType(_topics)


def faulty_fields(fault: ValidationError) -> str:
    """Each field that failed, with the kind of its fault and without its value."""
    faults = fault.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, one['loc'])) or 'whole'} ({one['type']})" for one in faults)


def _describe(name: str, handler: Callable[..., Any], raises: tuple[type[BusinessError], ...]) -> Topic:
    hints = get_type_hints(handler)
    answer = hints.pop("return", None)
    kinds = list(hints.values())
    input_type = kinds[0] if kinds else None
    if not (isinstance(input_type, type) and issubclass(input_type, TaskInput)):
        raise TypeError(f"topic {name}: the first parameter of its handler must be a TaskInput")
    return Topic(name, handler.__module__, input_type, _output_type(name, answer), handler, raises)


def _output_type(name: str, answer: Any) -> type[TaskOutput] | None:
    if answer is type(None):
        return None
    if isinstance(answer, type) and issubclass(answer, TaskOutput):
        return answer
    raise TypeError(f"topic {name}: its handler must answer a TaskOutput or None")
