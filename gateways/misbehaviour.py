"""How does a simulator get things wrong when it is told to? As ordered, for the next calls, then no more."""

import asyncio
from collections import deque
from enum import StrEnum
from typing import Generic, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

F = TypeVar("F", bound=StrEnum)


class Misbehaviour(BaseModel, Generic[F]):
    """An order to let the next calls go wrong in one of the ways that a simulator knows."""

    model_config = ConfigDict(extra="forbid")

    fault: F
    times: int = Field(default=1, ge=1, le=1000)


class Faults(Generic[F]):
    """What was ordered and has not gone wrong yet, the oldest first."""

    def __init__(self) -> None:
        self._ordered: deque[F] = deque()

    def order(self, order: Misbehaviour[F]) -> None:
        """Remember it for as many calls as it says."""
        self._ordered.extend([order.fault] * order.times)

    def next(self) -> F | None:
        """Give the fault that was ordered for this call, once."""
        return self._ordered.popleft() if self._ordered else None


async def silence(request: Request) -> Response:
    """Say nothing until the caller gives up."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.05)
    return Response()
