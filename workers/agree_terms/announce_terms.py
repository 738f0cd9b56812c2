"""Announces the terms and asks the applicant whether they agree (SLA-3.6)."""

from cases.context import Context
from cases.outbox import file_notice
from cases.safekeeping import ask
from cases.waiting import WaitOutput, wait_of
from domain import persian
from engine.topics import TaskInput, topic
from records.tables import Ask, Request


class Input(TaskInput):
    """Nothing but the case."""


@topic("announce-terms")
def announce_terms(task: Input, context: Context) -> WaitOutput:
    """A new ask each round; ask and notice are written together."""
    request = context.records.requests.get(task.tracking_code)
    row = ask(context, request, "consent", context.agreement.deadline("consent", context.now))
    context.records.terms.get(request.tracking_code).ask_id = row.id
    _tell(context, request, row)
    return wait_of(context, row)


def _tell(context: Context, request: Request, row: Ask) -> None:
    terms = context.records.terms.get(request.tracking_code).terms
    values = {
        "amount": persian.amount(abs(terms.total)),
        "state": terms.state.title,
        "date": persian.date(row.deadline),
    }
    file_notice(context, request, "terms-announced", values)
