"""What can go wrong between us and the others, and who says when? A plan, asked at every seam.

A seam asks its plan at each moment: a call of the engine, the SMS provider or the bank; a statement, the end
and what follows the end of a transaction. A moment's name begins with its seam: `engine POST complete`.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random
from typing import Any, Protocol

import requests
from fastapi import FastAPI
from requests.adapters import BaseAdapter
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from cases.payouts import Payer
from console.office import Office
from engine.client import Engine
from gateways.bank_orders import RestBankOrders
from gateways.billing_rest import RestBilling
from gateways.kavenegar import Kavenegar
from gateways.sms_ir import SmsIr
from records.database import Database
from records.repositories import Records
from tests.bank import Killed


class Fault(StrEnum):
    """How a moment can go wrong; `lost`, `error-after` and `killed-after` come when the deed is done."""

    DROPPED = "dropped"
    HANGS = "hangs"
    ERROR = "error"
    PAGE = "page"
    KILLED = "killed"
    LOST = "lost"
    ERROR_AFTER = "error-after"
    KILLED_AFTER = "killed-after"


OF_CALLS = tuple(Fault)
OF_THE_DATABASE = (Fault.DROPPED, Fault.KILLED)
AFTER = frozenset({Fault.LOST, Fault.ERROR_AFTER, Fault.KILLED_AFTER})


class Plan(Protocol):
    """Says at each moment whether it goes wrong, and how."""

    def at(self, moment: str) -> Fault | None:
        """The fault of this moment, if it has one."""
        ...


@dataclass
class SetPlan:
    """Faults that a test sets: each belongs to the next moment of that name which has none yet."""

    faults: dict[str, deque[Fault | None]] = field(default_factory=dict)

    def at(self, moment: str) -> Fault | None:
        """The next fault that was set for moments of this name."""
        waiting = self.faults.get(moment)
        return waiting.popleft() if waiting else None

    def set(self, moment: str, *faults: Fault | None) -> None:
        """Lets the next moments of that name go so; None lets one of them go well."""
        self.faults.setdefault(moment, deque()).extend(faults)


@dataclass
class DrawnPlan:
    """Faults that chance draws, until it is told to stop; `drawn` tells which."""

    random: Random
    drawn: list[str] = field(default_factory=list)
    on: bool = True

    def at(self, moment: str) -> Fault | None:
        """Now and then a fault."""
        if not self.on or self.random.random() >= _rate(moment):
            return None
        fault = self.random.choice(_possible(moment))
        self.drawn.append(f"{moment}: {fault}")
        return fault


def _possible(moment: str) -> Sequence[Fault]:
    """Whoever calls the API sees no difference between its death and the loss of its connection."""
    if "database" not in moment:
        return OF_CALLS
    return (Fault.DROPPED,) if moment.startswith("api") else OF_THE_DATABASE


RATES = {
    "database statement": 0.004,
    "api database statement": 0.004,
    "database commit": 0.015,
    "database committed": 0.08,
    "engine POST message": 0.3,
    "bank GET orders": 0.3,
    "bank PUT orders": 0.6,
}
"""How often a moment goes wrong: statements are many, the bank is seldom called; a case shall meet some."""

OTHERS = 0.06


def _rate(moment: str) -> float:
    return RATES.get(moment, OTHERS)


class FaultyAdapter(BaseAdapter):
    """Carries calls of one seam as `inner` does, and lets some of them go wrong."""

    def __init__(self, inner: BaseAdapter, seam: str, plan: Plan) -> None:
        super().__init__()
        self._inner, self._seam, self._plan = inner, seam, plan

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Sends the call, or not, and answers, or not."""
        fault = self._plan.at(f"{self._seam} {request.method} {_deed(request)}")
        if fault is None or fault in AFTER:
            answer = self._inner.send(request, *args, **options)
            if fault is None:
                return answer
            answer.content  # noqa: B018  read, so that its connection goes back to the pool
        return _wrong(fault, request)

    def close(self) -> None:
        """Lets the connections go."""
        self._inner.close()


class FaultyDatabase(Database):
    """The records of a process that may be killed, or lose its connection, at any statement."""

    def __init__(self, url: str, plan: Plan, seam: str = "database", **more: Any) -> None:
        super().__init__(url, **more)
        self._plan, self._seam = plan, seam
        event.listen(self._engine, "before_cursor_execute", lambda *_: self._moment("statement"))

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """As ever, but the commit may fail, or nobody may hear that it did not."""
        with super().transaction() as records:
            yield records
            self._moment("commit")
        self._moment("committed")

    def _moment(self, what: str) -> None:
        fault = self._plan.at(f"{self._seam} {what}")
        if fault is Fault.KILLED:
            raise Killed
        if fault is not None:
            raise OperationalError("the connection was lost", None, ConnectionError())


@dataclass(frozen=True)
class FaultyOffice(Office):
    """An office that meets the faults of the plan; its API meets them at the records, `outside`."""

    plan: Plan = field(kw_only=True)
    outside: Database = field(kw_only=True)

    def front(self) -> FastAPI:
        """HTTP API and case page, on records of their own connections."""
        return Office.front(replace(self, database=self.outside))

    def _engine(self, service: str) -> Engine:
        engine = super()._engine(service)
        _spoil(engine._session, "engine", self.plan)
        return engine

    def _kavenegar(self) -> Kavenegar:
        sms = super()._kavenegar()
        _spoil(sms._session, "sms", self.plan)
        return sms

    def _second_sms(self) -> SmsIr | None:
        sms = super()._second_sms()
        if sms is not None:
            _spoil(sms._session, "second-sms", self.plan)
        return sms

    def _billing(self) -> RestBilling | None:
        billing = super()._billing()
        if billing is not None:
            _spoil(billing._session, "billing", self.plan)
        return billing

    def _payer(self) -> Payer:
        payer = super()._payer()
        assert isinstance(payer.bank, RestBankOrders)
        _spoil(payer.bank._session, "bank", self.plan)
        return payer


@contextmanager
def faulty(office: Office, plan: Plan) -> Iterator[FaultyOffice]:
    """The same office, with connections of its own to the records, under the plan."""
    with ExitStack() as stack:
        database, outside = (
            stack.enter_context(closing(FaultyDatabase(office.database.url, plan, seam)))
            for seam in ("database", "api database")
        )
        yield FaultyOffice(
            office.settings,
            office.secrets,
            database,
            office.agreement,
            office.clock,
            plan=plan,
            outside=outside,
        )


def _spoil(session: requests.Session, seam: str, plan: Plan) -> None:
    for prefix, adapter in list(session.adapters.items()):
        session.mount(prefix, FaultyAdapter(adapter, seam, plan))


def _deed(request: requests.PreparedRequest) -> str:
    """What is asked for, without ids: the last word of the path that is none."""
    words = str(request.url).split("?", maxsplit=1)[0].split("/")
    return next(word for word in reversed(words) if word.replace("-", "").isalpha())


def _wrong(fault: Fault, request: requests.PreparedRequest) -> requests.Response:
    match fault:
        case Fault.KILLED | Fault.KILLED_AFTER:
            raise Killed
        case Fault.HANGS:
            raise requests.ReadTimeout(request=request)
        case Fault.DROPPED | Fault.LOST:
            raise requests.ConnectionError(request=request)
        case Fault.PAGE:
            return _answer(request, 200, "text/html", b"<html>login</html>")
    lost_race = b'{"type": "OptimisticLockingException", "message": "lost race", "code": 1}'
    return _answer(request, 500, "application/json", lost_race)


def _answer(request: requests.PreparedRequest, status: int, media: str, body: bytes) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer._content, answer.request = status, body, request
    answer.url = str(request.url)
    answer.headers["Content-Type"] = media
    return answer
