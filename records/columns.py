"""How do domain values stand in a PostgreSQL column, and come back as what they were?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import DateTime, Dialect
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.types import TypeDecorator

M = TypeVar("M", bound=BaseModel)


class AsJson(TypeDecorator[M]):
    """A frozen domain model as JSON; JSONB would shuffle the inputs of an explanation."""

    impl = JSON
    cache_ok = True

    def __init__(self, model: type[M]) -> None:
        super().__init__()
        self.model = model

    def process_bind_param(self, value: M | None, _dialect: Dialect) -> Any:
        """The model as JSON."""
        return None if value is None else value.model_dump(mode="json")

    def process_result_value(self, value: Any, _dialect: Dialect) -> M | None:
        """The JSON, judged again, as the model."""
        return None if value is None else self.model.model_validate(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment; a naive one is refused, because nobody could say which hour it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The moment, if one can say which it is."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be recorded")
        return value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        return None if value is None else value.astimezone(UTC)
