"""Is everything right when nothing moves any more? Each rule answers a sentence for each breach of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import requests
from sqlalchemy import select

from domain.ledger import Account
from gateways import kavenegar, sms_ir
from records.repositories import Records
from records.tables import Dispatch, Payment, Payout
from tests.kit import Case
from tests.simulation.office import BELONGS_TO_SUPERVISION, UnreliableOffice

Row = TypeVar("Row")
KINDS = ("sms", "payout", "billing", "wipe-history")
WAITS = "await-"
WITHDRAWAL = "withdrawal-submitted"
OF_WHO_CALLS = "reach-subscriber"


def what_is_wrong(office: UnreliableOffice, cases: Sequence[Case]) -> list[str]:
    """Every breach of every rule, in all cases and in each."""
    wrong = [*_applications(office, cases), *_money(office), *_bank(office)]
    wrong += [*_texts(office), *_billing(office)]
    for number, case in enumerate(cases):
        wrong += [f"case {number}: {breach}" for rule in RULES for breach in rule(office, case)]
    return wrong


def _applications(office: UnreliableOffice, cases: Sequence[Case]) -> Iterator[str]:
    with office.office.database.transaction() as records:
        registered = sorted(records.requests.codes())
    if registered != sorted(case.code for case in cases):
        yield f"{len(cases)} applied, and {len(registered)} requests were registered"


# Money


def _money(office: UnreliableOffice) -> Iterator[str]:
    with office.office.database.transaction() as records:
        balances = records.ledger.balances()
        payments, payouts = _all(records, Payment), _all(records, Payout)
        pending = [payout for payout in payouts if payout.state == "pending" and payout.approved_by]
    came = sum(payment.amount for payment in payments)
    went = sum(payout.amount for payout in payouts if payout.state == "posted")
    nobodys = sum(p.amount for p in payments if p.tracking_code is None and p.placed_at is None)
    if sum(balances.values()):
        yield "the ledger does not balance"
    if balances.get(Account.BANK, 0) != came - went:
        yield "the bank's account is not what came less what went"
    if -balances.get(Account.UNMATCHED, 0) != nobodys:
        yield "unmatched money is not what nobody asked for"
    if -balances.get(Account.PAYOUT, 0) != sum(payout.amount for payout in pending):
        yield "money on its way is not what the pending payouts come to"


def _bank(office: UnreliableOffice) -> Iterator[str]:
    orders = requests.get(f"{office.office.settings.bank_url}/orders", timeout=10).json()
    with office.office.database.transaction() as records:
        payouts = _all(records, Payout)
    paid = Counter((one["wanted"]["sheba"], one["wanted"]["amount"]) for one in orders if _paid(one["state"]))
    ours = Counter((payout.sheba, payout.amount) for payout in payouts if payout.state == "posted")
    if paid != ours:
        yield f"the bank paid {sum(paid.values())} times, and {sum(ours.values())} payouts are posted"


def _all(records: Records, table: type[Row]) -> Sequence[Row]:
    return records.requests._session.scalars(select(table)).all()


def _paid(state: str) -> bool:
    return state in {"paid", "pending"}


def _balanced(office: UnreliableOffice, case: Case) -> Iterator[str]:
    with case.records() as records:
        request, balances = records.requests.get(case.code), records.ledger.balances(case.code)
        kinds = Counter(entry.kind for entry in records.ledger.entries(case.code))
        paid = len(records.payments.of_case(case.code))
    if sum(balances.values()):
        yield "its debits are not its credits"
    if request.ended_at and balances.get(Account.SUBSCRIBER):
        yield "it ended and the subscriber's account is not at zero"
    for once in ("removal-cost", "removal-cost-taken-back", "closing-account"):
        if kinds[once] > 1:
            yield f"{once} was posted {kinds[once]} times"
    if kinds["payment-received"] + kinds["unmatched-placed"] != paid:
        yield "not every payment was posted once"


# Notices


def _texts(office: UnreliableOffice) -> Iterator[str]:
    sent = Counter(message.local_id for message in office.sms_sent())
    second = Counter(
        (text["receptor"], text["text"]) for text in _told(office, "sms_second_provider", "sent")
    )
    with office.office.database.transaction() as records:
        rows = [row for row in _all(records, Dispatch) if row.kind == "sms"]
    surely = [row for row in rows if row.done_as == "sent"]
    if sent != Counter(row.id for row in surely if row.held_by == kavenegar.NAME):
        yield "the provider's texts are not the notices that were sent"
    if Counter((row.receptor, row.text) for row in surely if row.held_by == sms_ir.NAME) - second:
        yield "a notice counts as sent that the second provider has not"
    if second - Counter((row.receptor, row.text) for row in rows if row.held_by == sms_ir.NAME):
        yield "the second provider has a text that it should not have, or twice"


def _billing(office: UnreliableOffice) -> Iterator[str]:
    with office.office.database.transaction() as records:
        rows = [row for row in _all(records, Dispatch) if row.kind == "billing"]
    heard = set(_told(office, "billing_url", "notices"))
    if heard != {str(row.id) for row in rows if row.done_as == "told"}:
        yield "billing has not heard what it was told"


def _told(office: UnreliableOffice, who: str, what: str) -> Any:
    return requests.get(f"{getattr(office.office.settings, who)}/{what}", timeout=10).json()


def _notices(office: UnreliableOffice, case: Case) -> Iterator[str]:
    with case.records() as records:
        rows = [row for kind in KINDS for row in records.outbox.of_case(case.code, kind)]
    notices = Counter((row.template, row.text, row.filed_at) for row in rows if row.kind == "sms")
    yield from (f"notice {key[0]} was filed {often} times" for key, often in notices.items() if often > 1)
    calls = _runs(office, case, OF_WHO_CALLS)
    left = Counter(row.kind for row in rows if row.done_at is None and not (calls and "wipe" in row.kind))
    yield from (f"{often} × {kind} was not sent" for kind, often in left.items())


# Where it stands


def _stands_well(office: UnreliableOffice, case: Case) -> Iterator[str]:
    with case.records() as records:
        request = records.requests.get(case.code)
    running = _runs(office, case, "permanent-service-removal")
    if request.ended_at:
        if running:
            yield "it ended, and the engine has not heard of it"
    elif not running:
        yield "the engine has ended it, and the records have not"
    elif not _waits_for_somebody(office, case):
        yield "it waits for nobody"


def _ended_cleanly(office: UnreliableOffice, case: Case) -> Iterator[str]:
    with case.records() as records:
        request, asks = records.requests.get(case.code), records.asks.of_case(case.code)
        bells = [records.bells.get_to_ring(bell) for bell in records.bells.unstopped(case.code)]
    if request.ended_at and any(ask.closed_at is None for ask in asks):
        yield "it ended with an open ask"
    unheard = any(ask.closed_at is None and ask.answered_at is not None for ask in asks)
    if unheard and not _is_supervisions(office, case):
        yield "an answer was accepted that nobody read"
    for bell in bells:
        if bell is not None and not (
            _is_supervisions(office, case) and bell.message == "withdrawal-submitted"
        ):
            yield f"bell {bell.message} rings on"


def _steps(office: UnreliableOffice, case: Case) -> Iterator[str]:
    """What the engine asks of staff is what the records say that staff owe."""
    with case.records() as records:
        owed = {row.step for row in records.steps.all_open(case.code) if not row.step.startswith(WAITS)}
    asked = {task.key for task in office.engine.tasks(case.code)}
    if asked != owed and not _is_supervisions(office, case):
        yield f"staff are asked for {sorted(asked)} and owe {sorted(owed)}"


def _nothing_failed(office: UnreliableOffice, case: Case) -> Iterator[str]:
    for task in office.engine.external_tasks(case.code):
        if not _is_of_supervision(task.error_message):
            yield f"{task.topic} is left: {task.error_message or 'not done'}"


def _waits_for_somebody(office: UnreliableOffice, case: Case) -> bool:
    with case.records() as records:
        open_asks = [ask for ask in records.asks.of_case(case.code) if ask.closed_at is None]
    timers = {job.activity_id for job in office.engine.jobs(case.code)}
    waits = bool(open_asks) and any(timer.endswith("-deadline") for timer in timers)
    works = any(task.key != "call-subscriber" for task in office.engine.tasks(case.code))
    return waits or works or _is_supervisions(office, case)


def _is_supervisions(office: UnreliableOffice, case: Case) -> bool:
    return any(_is_of_supervision(incident.message) for incident in office.incidents(case.code))


def _is_of_supervision(message: str | None) -> bool:
    return (message or "").startswith(BELONGS_TO_SUPERVISION)


def _runs(office: UnreliableOffice, case: Case, process: str) -> bool:
    return bool(office.engine.running(case.code, process))


Rule = Callable[[UnreliableOffice, Case], Iterator[str]]
RULES: tuple[Rule, ...] = (
    _balanced,
    _notices,
    _stands_well,
    _ended_cleanly,
    _steps,
    _nothing_failed,
)
