"""Judges whether this connection may be removed for this applicant (SLA-1.1, SLA-2.1)."""

from typing import Literal

from cases.context import Context
from cases.documents import required_kinds
from cases.register import applicant_of
from domain.eligibility import Ineligibility, judge
from domain.requests import PersonKind, Relation, may_act
from engine.topics import TaskInput, TaskOutput, topic
from records.tables import Request


class Input(TaskInput):
    """Nothing but the case."""


class Output(TaskOutput):
    """Which way the request goes, and whether somebody must show that they may act (SLA-4.1)."""

    outcome: Literal["eligible", "not-eligible"]
    documents_needed: bool


@topic("check-eligibility")
def check_eligibility(task: Input, context: Context) -> Output:
    """Writes the reason of a refusal to the request, where the notice and the pages read it."""
    request = context.records.requests.get(task.tracking_code)
    ineligibility = _judge(request, context)
    request.reason = ineligibility
    if ineligibility is not None:
        return Output(outcome="not-eligible", documents_needed=False)
    return Output(outcome="eligible", documents_needed=bool(required_kinds(context, request)))


def _judge(request: Request, context: Context) -> Ineligibility | None:
    relation = Relation.of(request.representative_relation) if request.representative_relation else None
    if not may_act(relation, PersonKind.of(request.applicant_kind)):
        return Ineligibility.NOT_THE_SUBSCRIBER
    if context.records.requests.was_served(request.bill_id):
        return Ineligibility.CANCELLED
    return judge(context.records.connections.find(request.bill_id), applicant_of(request))
