"""Issues the certificate and ends the case as served (SLA-7.1, SLA-7.2)."""

from cases.certify import certificate_facts
from cases.context import Context
from cases.safekeeping import end_case
from cases.settle import NotSettledYet, owed
from domain.requests import Outcome
from engine.topics import TaskInput, topic
from records.tables import Certificate


class Input(TaskInput):
    """Nothing but the case."""


@topic("issue-certificate")
def issue_certificate(task: Input, context: Context) -> None:
    """No certificate before the account is closed at zero, whatever the engine says."""
    request = context.records.requests.get(task.tracking_code)
    if request.account_closed_at is None or owed(context, request) != 0:
        raise NotSettledYet("the account is not closed")
    facts = certificate_facts(context, request)
    context.records.certificates.add(
        Certificate(tracking_code=request.tracking_code, facts=facts, issued_at=context.now)
    )
    end_case(context, request, Outcome.SERVED)
