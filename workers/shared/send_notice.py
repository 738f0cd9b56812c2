"""Sends the notice that the model names, with what the records say (SLA-3.6, SLA-7.2)."""

from cases.context import Context
from cases.notices import values_of
from cases.outbox import file_notice
from engine.topics import TaskInput, topic


class Input(TaskInput):
    """The key of the notice, written in the model."""

    template: str


@topic("send-notice")
def send_notice(task: Input, context: Context) -> None:
    """Files the notice; the sender sends it after the commit."""
    request = context.records.requests.get(task.tracking_code)
    file_notice(context, request, task.template, values_of(task.template, context, request))
