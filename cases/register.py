"""When does a request count as registered, and what does its applicant get at once? (SLA-3.1, SLA-3.2)"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cases.context import Context
from cases.outbox import file_notice
from cases.refusals import (
    AgreementNotInForce,
    DuplicateRequest,
    IdempotencyKeyReused,
    RelationDoesNotFit,
    RepresentativeNeeded,
    RepresentsHimself,
)
from cases.safekeeping import ring
from domain.identifiers import BillId, Mobile, Sheba, TrackingCode
from domain.model import Frozen
from domain.persian import TEHRAN
from domain.requests import Applicant, Channel, PersonKind, Representative, may_act
from records.tables import RefundAccount, Request

SERVICE_CHECK_AT = time(8, 0)
"""When the service's own time is looked at, every day (Tehran)."""


class Application(Frozen):
    """What is handed in: which connection, for whom, by whom."""

    bill_id: BillId
    applicant: Applicant
    representative: Representative | None = None
    refund_sheba: Sheba | None = None


@dataclass(frozen=True)
class Caller:
    """Through which channel the application comes, and who used it there."""

    channel: Channel
    user: str


@dataclass(frozen=True)
class Registered:
    """The request, and whether it had been registered before under the same key."""

    request: Request
    replayed: bool


def register(
    context: Context,
    application: Application,
    caller: Caller,
    idempotency_key: str,
    random_below: Callable[[int], int] = secrets.randbelow,
) -> Registered:
    """Registers the application under a new tracking code, tells the applicant, and rings the start.

    Whether the applicant is the subscriber is judged later, by a task: the answer here would tell strangers.
    Raises `IdempotencyKeyReused`, `DuplicateRequest`, `AgreementNotInForce`, and what `judge_representative`
    raises.
    """
    judge_representative(application.applicant, application.representative)
    fingerprint = _fingerprint(application, caller)
    context.records.requests.hold("idempotency-key", caller.channel, idempotency_key)
    earlier = context.records.requests.of_idempotency_key(caller.channel, idempotency_key)
    if earlier is not None:
        return _replay(earlier, fingerprint)
    _judge(context, application)
    request = _request(context, application, caller, random_below)
    request.idempotency_key, request.idempotency_hash = idempotency_key, fingerprint
    context.records.requests.add(request)
    if application.refund_sheba is not None:
        _name_account(context, request, application.refund_sheba, caller)
    _tell(context, request)
    ring(
        context.records,
        request,
        "request-registered",
        context.now,
        variables={"serviceChecks": service_checks(context.now)},
    )
    return Registered(request, replayed=False)


def judge_representative(applicant: Applicant, representative: Representative | None) -> None:
    """Whether these two fit, before any document: who acts for whom (SLA-2.1).

    Raises `RepresentativeNeeded`, `RelationDoesNotFit` and `RepresentsHimself`.
    """
    relation = representative.relation if representative else None
    if not may_act(relation, applicant.kind):
        raise (RelationDoesNotFit if representative else RepresentativeNeeded)(field="representative")
    if representative is not None and representative.national_id == applicant.national_id:
        raise RepresentsHimself(field="representative")


def applicant_of(request: Request) -> Applicant:
    """Who applied, as recorded."""
    return Applicant(
        kind=PersonKind(request.applicant_kind),
        national_id=request.applicant_national_id,
        name=request.applicant_name,
        mobile=Mobile(request.applicant_mobile),
    )


def service_checks(registered_at: datetime) -> str:
    """The engine's timer cycle: daily at eight in Tehran, from the day after registration."""
    tomorrow = registered_at.astimezone(TEHRAN).date() + timedelta(days=1)
    return f"R/{datetime.combine(tomorrow, SERVICE_CHECK_AT, TEHRAN).isoformat()}/P1D"


def _replay(earlier: Request, fingerprint: str) -> Registered:
    if earlier.idempotency_hash != fingerprint:
        raise IdempotencyKeyReused
    return Registered(earlier, replayed=True)


def _judge(context: Context, application: Application) -> None:
    if context.records.requests.open_of_bill(application.bill_id) is not None:
        raise DuplicateRequest
    if not context.agreement.in_force(context.now):
        raise AgreementNotInForce


def _request(
    context: Context, application: Application, caller: Caller, random_below: Callable[[int], int]
) -> Request:
    applicant, representative = application.applicant, application.representative
    return Request(
        tracking_code=TrackingCode.draw(context.now, random_below),
        bill_id=application.bill_id,
        channel=caller.channel,
        channel_user=caller.user,
        registered_at=context.now,
        applicant_kind=applicant.kind,
        applicant_national_id=applicant.national_id,
        applicant_name=applicant.name,
        applicant_mobile=applicant.mobile,
        representative_relation=representative.relation if representative else None,
        representative_national_id=representative.national_id if representative else None,
        representative_name=representative.name if representative else None,
    )


def _name_account(context: Context, request: Request, sheba: Sheba, caller: Caller) -> None:
    """The account that a refund would go to, if there is one."""
    context.records.refund_accounts.add(
        RefundAccount(
            tracking_code=request.tracking_code,
            round=1,
            sheba=sheba,
            set_by=caller.user,
            channel=caller.channel,
            set_at=context.now,
        )
    )


def _tell(context: Context, request: Request) -> None:
    """The applicant gets the code; the subscriber on the register hears of it, if it was somebody else."""
    file_notice(context, request, "request-registered", {})
    connection = context.records.connections.find(request.bill_id)
    if connection is not None:
        file_notice(context, request, "subscription-alert", {}, receptor=connection.subscriber_mobile)


def _fingerprint(application: Application, caller: Caller) -> str:
    text = f"{caller.channel}\x1f{caller.user}\x1f{application.model_dump_json()}"
    return hashlib.sha256(text.encode()).hexdigest()
