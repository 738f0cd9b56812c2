"""How is a cure taken away, of this process and of those that a test starts?

Each of these changes what some function of ours does, until the patch is undone.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
import requests
import sqlalchemy
from sqlalchemy import text
from sqlalchemy.orm import Session

from cases import safekeeping
from cases.payouts import Payer
from cases.relay import Relay
from cases.safekeeping import Reading, Safekeeping
from cases.sender import Claimed, Sender
from console import notifying
from engine import gate, session
from engine.answers import LockedTask, TopicRequest
from engine.client import Engine
from engine.delivery import Courier, Delivery
from engine.errors import EngineError
from engine.gate import Execute
from engine.held import HeldTasks
from engine.outcome import Outcome
from engine.retry import NO_WAIT, RetryPolicy
from engine.runtime import Worker
from engine.topics import Topic
from gateways.billing_rest import TAKEN, BillingError, RestBilling
from gateways.failover import Failover
from records.database import Database
from records.outbox import Outbox
from records.progress import Bells, Results
from records.repositories import Records
from records.repository import Repository
from records.requests import Requests
from records.tables import Bell, Dispatch, Request, Result

TakeAway = Callable[[pytest.MonkeyPatch], None]


def always(owner: Any, name: str, answer: Any) -> TakeAway:
    """That function always gives this answer."""
    return lambda patch: patch.setattr(owner, name, lambda *_args, **_more: answer)


def instead(owner: Any, name: str, other: Any) -> TakeAway:
    """This stands in the place of that."""
    return lambda patch: patch.setattr(owner, name, other)


def all_of(*taken: TakeAway) -> TakeAway:
    """Cures that do instead of each other, taken away together."""

    def take_away(patch: pytest.MonkeyPatch) -> None:
        for one in taken:
            one(patch)

    return take_away


# What a task comes to


def results_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Nobody remembers what a task came to."""
    patch.setattr(Results, "of", lambda *_: None)
    patch.setattr(Results, "add", lambda *_: None)


def result_before_the_deed(patch: pytest.MonkeyPatch) -> None:
    """What a task comes to is committed before what it does."""

    def act(self: Safekeeping, topic: Topic, task: LockedTask, request: Request, context: Any) -> Any:
        variables = topic.run(task, context)
        code, now = request.tracking_code, context.now
        result = Result(
            task_id=task.id, tracking_code=code, topic=topic.name, variables=variables, saved_at=now
        )
        with Session(self.database._engine) as early, early.begin():
            # Or it would wait for the lock of the case.
            early.execute(text("SET LOCAL session_replication_role = replica"))
            early.add(result)
        return variables

    patch.setattr(Safekeeping, "_act", act)


def statements_on_their_own(patch: pytest.MonkeyPatch) -> None:
    """Each statement commits itself."""

    @contextmanager
    def transaction(self: Database) -> Any:
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with Session(engine, expire_on_commit=False) as one, one.begin():
            yield Records(one)

    patch.setattr(Database, "transaction", transaction)


def case_not_held(patch: pytest.MonkeyPatch) -> None:
    """Whoever reads a case does not hold it."""
    patch.setattr(Requests, "lock", Requests.get)


def words_not_held(word: str) -> TakeAway:
    """Nobody waits for who holds the same words of that kind."""
    hold = Repository.hold

    def held(self: Repository, *words: str) -> None:
        if words[0] != word:
            hold(self, *words)

    return instead(Repository, "hold", held)


def timer_beats_answer(patch: pytest.MonkeyPatch) -> None:
    """Behind the deadline nobody looks whether an answer came in time."""
    close = safekeeping.close

    def closed(context: Any, request: Any, row: Any, how: str) -> None:
        if context.now >= row.deadline:
            row.answered_at = None
        close(context, request, row, "expired" if row.answered_at is None else how)

    patch.setattr(safekeeping, "close", closed)


def early_timer_believed(patch: pytest.MonkeyPatch) -> None:
    """A timer that comes too early is set to the same moment again."""

    def reading(ask: Any, answered: bool = False, look_again: datetime | None = None) -> Reading:
        return Reading(ask, answered, look_again and ask.deadline)

    patch.setattr(safekeeping, "Reading", reading)


# Bells and what goes out


def bell_not_held(patch: pytest.MonkeyPatch) -> None:
    """Whoever rings a bell does not hold it."""

    def get_to_ring(self: Bells, bell_id: int) -> Bell | None:
        bell = self._session.get(Bell, bell_id)
        return bell if bell is not None and bell.stopped_at is None else None

    patch.setattr(Bells, "get_to_ring", get_to_ring)


def row_not_held(patch: pytest.MonkeyPatch) -> None:
    """Whoever claims a row of the outbox does not hold it, nor looks whether it is due still."""

    def get_to_send(self: Outbox, dispatch_id: int, _due_by: datetime | None = None) -> Dispatch | None:
        row = self._session.get(Dispatch, dispatch_id)
        return row if row is not None and row.done_at is None else None

    patch.setattr(Outbox, "get_to_send", get_to_send)


def due_when_it_was_found(patch: pytest.MonkeyPatch) -> None:
    """A row that was due when it was found is sent, whoever claimed it since."""
    get_to_send = Outbox.get_to_send
    patch.setattr(Outbox, "get_to_send", lambda self, row_id, _due_by=None: get_to_send(self, row_id))


def given_up(patch: pytest.MonkeyPatch) -> None:
    """What could not be sent is not tried again."""
    patch.setattr(Sender, "_again", lambda self, row: self._done(row, "given up"))


def sent_under_new_ids(patch: pytest.MonkeyPatch) -> None:
    """Each attempt to send a text goes out under an id of its own."""
    send, ids = Sender._send_sms, count(1_000_000)

    class Anew:
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def send(self, _local_id: int, receptor: str, said: str) -> Any:
            return self._inner.send(next(ids), receptor, said)

    def send_sms(self: Sender, row: Claimed) -> bool:
        inner, self._sms = self._sms, Anew(self._sms)
        try:
            return send(self, row)
        finally:
            self._sms = inner

    patch.setattr(Sender, "_send_sms", send_sms)


def provider_unwritten(patch: pytest.MonkeyPatch) -> None:
    """Who may have a text is not written down before the provider is called."""

    def by(_self: Failover, provider: Any, _holder: Any, local_id: int, receptor: str, said: str) -> Any:
        return provider.send(local_id, receptor, said)

    patch.setattr(Failover, "_by", by)


def ordered_unasked(patch: pytest.MonkeyPatch) -> None:
    """The bank is told of a payout without being asked whether it knows it."""
    patch.setattr(Payer, "_ask_or_order", Payer._order)


def pages_of_billing_believed(patch: pytest.MonkeyPatch) -> None:
    """Whatever answers with 200 in billing's place has taken what it was told."""

    def tell(self: RestBilling, key: str, notice: Any) -> None:
        answer = self._call("PUT", f"notices/{key}", notice)
        if answer.status_code not in TAKEN:
            raise BillingError(str(answer.status_code))

    patch.setattr(RestBilling, "tell", tell)


# The database


def untried_connections(patch: pytest.MonkeyPatch) -> None:
    """Connections are used as they are, though the server may have gone."""
    create = sqlalchemy.create_engine

    def create_engine(url: str, **how: Any) -> Any:
        return create(url, **how | {"pool_pre_ping": False})

    patch.setattr(sqlalchemy, "create_engine", create_engine)


# The worker


def engine_s_return_unawaited(patch: pytest.MonkeyPatch) -> None:
    """An engine that does not answer a fetch ends the worker."""

    def fetch(self: Worker) -> list[LockedTask]:
        room = self._capacity - len(self._held)
        poll_ms = int(self._settings.long_poll / timedelta(milliseconds=1))
        return list(self._queue.fetch_and_lock(self.worker_id, self._requests(), room, poll_ms))

    patch.setattr(Worker, "_fetch", fetch)


def answered_once(patch: pytest.MonkeyPatch) -> None:
    """An answer that the engine did not hear is not repeated."""
    patch.setattr(Courier, "_insist", lambda _self, report, _patience=None: report())


def goneness_unknown(patch: pytest.MonkeyPatch) -> None:
    """A task that is gone is thought to be there still."""
    after_refusal = Courier._after_refusal

    def still_there(self: Courier, task: LockedTask, refusal: EngineError) -> Delivery:
        status = 400 if refusal.status == 404 else refusal.status
        return after_refusal(self, task, EngineError(status, refusal.type, refusal.message, refusal.code))

    patch.setattr(Courier, "_after_refusal", still_there)


def lost_locks_unborne(patch: pytest.MonkeyPatch) -> None:
    """A lock that was lost is not noted, and the engine's refusal of the answer ends the thread."""

    def raise_it(_self: Courier, _task: LockedTask, refusal: EngineError) -> Delivery:
        raise refusal

    patch.setattr(HeldTasks, "lose", lambda *_: None)
    patch.setattr(Courier, "_after_refusal", raise_it)
    patch.setattr(Worker, "_attend_safely", Worker._attend)


def locks_of_a_moment(patch: pytest.MonkeyPatch) -> None:
    """The engine locks a fetched task for no time that anybody would notice."""
    fetch = Engine.fetch_and_lock

    def fetch_and_lock(
        self: Engine, worker_id: str, topics: list[TopicRequest], most: int, poll_ms: int = 0
    ) -> list[LockedTask]:
        short = [topic.model_copy(update={"lock_ms": 1}) for topic in topics]
        return fetch(self, worker_id, short, most, poll_ms)

    patch.setattr(Engine, "fetch_and_lock", fetch_and_lock)


def begun_again(patch: pytest.MonkeyPatch) -> None:
    """A task that was fetched again runs again, though it runs here still."""

    def take(self: HeldTasks, task: LockedTask) -> bool:
        self._holds.pop(task.id, None)
        return taken(self, task)

    taken = HeldTasks.take
    patch.setattr(HeldTasks, "take", take)


def done_in_the_loop(patch: pytest.MonkeyPatch) -> None:
    """Who fetches the tasks also does them."""

    def fetch_and_do(self: Worker) -> None:
        for task in self._fetch():
            if self._held.take(task):
                self._attend_safely(task)

    patch.setattr(Worker, "_fetch_when_there_is_room", fetch_and_do)


def grace_without_end(patch: pytest.MonkeyPatch) -> None:
    """At its end the worker waits for what runs, however long."""
    wait = HeldTasks.wait_until_at_most

    def wait_for_ever(self: HeldTasks, number: int, seconds: float) -> bool:
        return wait(self, number, seconds if number else 3600)

    patch.setattr(HeldTasks, "wait_until_at_most", wait_for_ever)


def kept_at_the_end(patch: pytest.MonkeyPatch) -> None:
    """At its end the worker gives nothing back."""
    patch.setattr(Worker, "_give_back", lambda *_: None)


def retried_for_ever(patch: pytest.MonkeyPatch) -> None:
    """There is always one more retry."""
    patch.setattr(RetryPolicy, "after", lambda *_: (1, NO_WAIT))


def never_retried(patch: pytest.MonkeyPatch) -> None:
    """What failed once is for an operator."""
    patch.setattr(RetryPolicy, "after", lambda *_: (0, NO_WAIT))


def faults_let_through(patch: pytest.MonkeyPatch) -> None:
    """A handler's fault reaches the thread that ran it."""

    def judge(topic: Topic, task: LockedTask, execute: Execute, _retry: RetryPolicy) -> Outcome:
        return gate._complete(execute(topic, task))

    patch.setattr("engine.runtime.judge", judge)
    patch.setattr(Worker, "_attend_safely", Worker._attend)


def hopeless_tried_again(patch: pytest.MonkeyPatch) -> None:
    """What fails the same way each time is tried again as well."""
    patch.setattr(gate, "DETERMINISTIC", ())


def pages_believed(patch: pytest.MonkeyPatch) -> None:
    """A page of somebody else counts as the engine's answer."""

    def refuse(response: requests.Response, *_: Any, **__: Any) -> None:
        if "html" not in response.headers.get("Content-Type", ""):
            refused(response)

    refused = session._refuse
    patch.setattr(session, "_refuse", refuse)


def started_unasked(patch: pytest.MonkeyPatch) -> None:
    """A case is started without a look whether it was."""

    def start(self: Relay, bell: Bell, _start: Any, now: datetime) -> bool:
        self._engine.correlate(bell.message, business_key=bell.tracking_code, variables=bell.variables)
        bell.stopped_at = now
        return True

    patch.setattr(Relay, "_start", start)


def silence_unseen(patch: pytest.MonkeyPatch) -> None:
    """A daemon says that it lives, without a look whether it does."""
    tell = notifying._tell
    patch.setattr(notifying, "_tell", lambda is_alive, *more: tell(lambda: is_alive() or True, *more))


class Everything(frozenset[str]):
    """A set with everything in it."""

    def __contains__(self, _one: object) -> bool:
        return True
