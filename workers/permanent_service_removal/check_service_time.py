"""Looks daily whether a step is late or much of the service's target time has passed (SLA-2.2)."""

from cases.context import Context
from cases.supervision import notice_breaches, waits_of
from domain.service_clock import reached, service_time
from engine.topics import TaskInput, topic
from records.tables import Request, ServiceWarning


class Input(TaskInput):
    """Nothing but the case."""


@topic("check-service-time")
def check_service_time(task: Input, context: Context) -> None:
    """Each percentage of the agreement is warned about once; so is each late step that no timer noticed."""
    request = context.records.requests.get(task.tracking_code)
    notice_breaches(context, request.tracking_code)
    warned = context.records.breaches.warned(request.tracking_code)
    for percent in _reached(context, request):
        if percent not in warned:
            context.records.breaches.add(
                ServiceWarning(tracking_code=request.tracking_code, percent=percent, recorded_at=context.now)
            )


def _reached(context: Context, request: Request) -> tuple[int, ...]:
    agreement, waits = context.agreement, waits_of(context, request.tracking_code)
    used = service_time(request.registered_at, waits, context.now, agreement.calendar)
    return reached(used, agreement.calendar.days(agreement.target_working_days), agreement.warning_percents)
