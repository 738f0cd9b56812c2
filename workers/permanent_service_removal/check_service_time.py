"""Warns when much of the service's target time has passed (SLA-2.2)."""

from collections.abc import Iterator

from cases.context import Context
from domain.service_clock import Wait, service_time
from engine.topics import TaskInput, topic
from records.tables import Request, ServiceWarning


class Input(TaskInput):
    """Nothing but the case."""


@topic("check-service-time")
def check_service_time(task: Input, context: Context) -> None:
    """Each percentage of the agreement is warned about once."""
    request = context.records.requests.get(task.tracking_code)
    passed = _percent(context, request)
    warned = context.records.breaches.warned(request.tracking_code)
    for percent in context.agreement.warning_percents:
        if percent <= passed and percent not in warned:
            context.records.breaches.add(
                ServiceWarning(tracking_code=request.tracking_code, percent=percent, recorded_at=context.now)
            )


def _percent(context: Context, request: Request) -> float:
    calendar = context.agreement.calendar
    spent = service_time(request.registered_at, tuple(_waits(context, request)), context.now, calendar)
    return 100 * (spent / calendar.days(context.agreement.target_working_days))


def _waits(context: Context, request: Request) -> Iterator[Wait]:
    for ask in context.records.asks.of_case(request.tracking_code):
        yield Wait(opened=ask.opened_at, deadline=ask.deadline, answered=ask.answered_at)
