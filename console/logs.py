"""How do the services log? One JSON object a line for machines that collect them."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from engine.gate import describe, details


def _say_where(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Puts class and place of an exception in its stead: its text could hold somebody's data."""
    info = event.pop("exc_info", None)
    fault = sys.exception() if info is True else info[1] if isinstance(info, tuple) else info
    return {**event, "fault": describe(fault), "details": details(fault)} if fault else event


LEVEL = logging.INFO
_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _say_where,
]


@contextmanager
def log_as_json(file: Path | None = None) -> Iterator[None]:
    """Lets our own lines and those of the libraries go to the file, or to standard error, while it lasts."""
    handler = logging.FileHandler(file) if file else logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=_SHARED,
        )
    )
    logging.basicConfig(handlers=[handler], level=LEVEL, force=True)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(LEVEL),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        structlog.reset_defaults()
