"""What happens to a case next? The world draws one act after another until nobody has anything to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from random import Random

import requests

from cases.documents import missing_kinds
from domain.identifiers import BillId, PaymentId, Sheba
from domain.persian import date
from domain.requests import Channel
from engine.client import EngineError, UserTask
from records.tables import Ask
from tests.kit import Case
from tests.settling import account
from tests.simulation.office import UnreliableOffice, insist
from tests.simulation.people import APPLICATIONS, FORMS, Choice, draw

MOST_ACTS = 25  # of a case; who is not ready then waits for somebody
AFTER_THE_END = 0.3  # how likely somebody still does something
DATES = ("testedOn", "removedOn")
DAILY = "service-check-due"
ANSWERS = (200, 201, 202, 409)
SPOILED_TEXTS = ("409", "411", "418", "500")
SPOILED_ORDERS = ("reject", "slow", "500", "503")

Act = tuple[str, Callable[[], object]]


class Unacceptable(AssertionError):
    """The service answered what it may never answer."""


@dataclass
class World:
    """Everybody around some cases of one office."""

    office: UnreliableOffice
    random: Random
    told: list[str] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def play(self, number_of_cases: int) -> None:
        """Lets that many cases begin, and the world act on them, now on one, now on another."""
        self.cases = [self._begin() for _ in range(number_of_cases)]
        left = dict.fromkeys(range(number_of_cases), MOST_ACTS)
        while left:
            number = self.random.choice(list(left))
            left[number] -= 1
            if not self._act(number) or left[number] == 0:
                del left[number]

    def _begin(self) -> Case:
        case = Case.of(self.office)
        draw(self.random, APPLICATIONS)(case)
        if self.random.random() < 0.2:
            case.sheba = account(next(self.numbers))
        case.code = self.office.register(case.application)
        if case.representative and self.random.random() < 0.5:
            self._hand_in(case, Channel.APP)
        case.settle()
        return case

    def _act(self, number: int) -> bool:
        case = self.cases[number]
        self.office.clock.move(timedelta(minutes=self.random.choice((1, 30, 600))))
        choices = list(self._choices(case))
        if not choices or (self._has_ended(case) and self.random.random() > AFTER_THE_END):
            return False
        what, act = draw(self.random, choices)
        self.told.append(f"case {number}: {what}")
        act()
        case.settle()
        return True

    def _has_ended(self, case: Case) -> bool:
        return not self.office.engine.running(case.code)

    def _choices(self, case: Case) -> Iterator[Choice[Act]]:
        for task in self.office.engine.tasks(case.code):
            yield 4, (task.key, partial(self._fill_in, case, task))
        with case.records() as records:
            asks = records.asks.of_case(case.code)
        for ask in asks:
            if ask.closed_at is None and ask.answered_at is None:
                yield from self._answers(case, ask)
            elif ask.payment_id:
                yield 0.2, ("pays what is asked no more", partial(self._pay, case, ask, ask.amount or 0))
        if self.office.engine.running(case.code):
            yield from self._troubles(case)

    def _troubles(self, case: Case) -> Iterator[Choice[Act]]:
        if self.office.engine.jobs(case.code):
            yield 1.5, ("time passes", partial(self._let_time_pass, case))
        yield 0.12, ("withdraws", lambda: _accept(case.try_withdrawal))
        yield 0.3, ("the bank tells again", partial(self._tell_again, case))
        yield 0.1, ("unknown money", partial(self._pay_unknown, case))
        text, order = self.random.choice(SPOILED_TEXTS), self.random.choice(SPOILED_ORDERS)
        yield 0.3, (f"the provider will answer {text}", lambda: case.sms_will(text))
        yield 0.4, (f"the bank will answer {order}", lambda: case.bank_will(order))

    def _answers(self, case: Case, ask: Ask) -> Iterator[Choice[Act]]:
        match ask.kind:
            case "payment" | "debt-payment":
                yield from self._payments(case, ask)
            case "consent":
                yield 4, ("looks and agrees", partial(self._answer_terms, case, agrees=True))
                yield 0.7, ("looks and refuses", partial(self._answer_terms, case, agrees=False))
                yield 0.5, ("agrees unseen", lambda: _accept(partial(case.try_answer, agrees=True)))
                yield 0.5, ("looks", case.look_at_terms)
            case "documents":
                yield 4, ("hands in all documents", partial(self._hand_in, case))
                yield 1, ("hands in one document", partial(self._hand_in, case, most=1))
            case "refund-account":
                yield 4, ("names an account", partial(self._name_account, case))

    def _payments(self, case: Case, ask: Ask) -> Iterator[Choice[Act]]:
        amount = ask.amount or 0
        yield 4, ("pays", partial(self._pay, case, ask, amount))
        yield 1, ("pays half", partial(self._pay, case, ask, amount // 2))
        yield 0.5, ("pays too much", partial(self._pay, case, ask, amount + 50_000))
        yield 0.5, ("pays twice", partial(self._pay, case, ask, amount, times=2))

    def _fill_in(self, case: Case, task: UserTask) -> None:
        group, forms = FORMS[task.key]
        form = draw(self.random, forms)
        today = {name: date(self.office.clock()) for name in DATES if name in form}
        self.office.as_member(group).submit_form(task.id, {**form, **today})

    def _pay(self, case: Case, ask: Ask, amount: int, times: int = 1) -> None:
        for _ in range(times):
            reference = f"{case.code}-p{next(self.numbers)}"
            _accept(partial(case._told, ask.bill_id or "", ask.payment_id or "", amount, reference))

    def _pay_unknown(self, case: Case) -> None:
        amount = 1000 * self.random.randrange(1, 900)
        unknown = PaymentId.compose(BillId(case.connection.bill_id), amount, 1405, 98)
        reference = f"{case.code}-u{next(self.numbers)}"
        _accept(partial(case._told, case.connection.bill_id, unknown, amount, reference))

    def _tell_again(self, case: Case) -> None:
        with case.records() as records:
            payments = records.payments.of_case(case.code)
        if payments:
            told = self.random.choice(payments)
            _accept(partial(case._told, told.bill_id, told.payment_id, told.amount, told.reference))

    def _answer_terms(self, case: Case, *, agrees: bool) -> None:
        case.look_at_terms()
        _accept(partial(case.try_answer, agrees=agrees))

    def _hand_in(self, case: Case, channel: Channel = Channel.SITE, most: int = 9) -> None:
        with case.context() as context:
            missing = missing_kinds(context, context.records.requests.get(case.code))
        for kind in missing[:most]:
            _accept(partial(case.hand_in, kind, channel), 201)

    def _name_account(self, case: Case) -> None:
        sheba = Sheba(account(next(self.numbers)))
        path = f"/requests/{case.code}/refund-account"
        _accept(
            partial(self.office.call, "PUT", path, body={"sheba": sheba}, national_id=case.national_id), 202
        )

    def _let_time_pass(self, case: Case) -> None:
        """Until the earliest timer's date, and that fires; of the daily looks only now and then one."""
        daily = self.random.random() < 0.1
        jobs = self.office.engine.jobs(case.code)
        timers = [job for job in jobs if job.due and (job.activity_id == DAILY) is daily]
        if timers and timers[0].due:
            self.told.append(f"  until {timers[0].activity_id}")
            self.office.clock.move_to(timers[0].due)
            self._fire(timers[0].id)

    def _fire(self, job_id: str) -> None:
        try:
            self.office.engine.execute_job(job_id)
        except EngineError as error:
            raise Unacceptable(f"a timer cannot fire: {error}") from error


def _accept(call: Callable[[], requests.Response], *wanted: int) -> None:
    """Taken in the end, or refused because it comes too late or was not asked for: both are answers.

    Where `wanted` says what must come of it, nothing else is an answer.
    """
    answer = insist(call)
    if answer.status_code not in wanted and (wanted or answer.status_code not in ANSWERS):
        raise Unacceptable(f"HTTP {answer.status_code} {_problem(answer)}")


def _problem(answer: requests.Response) -> str:
    return str(answer.json().get("type")) if "json" in answer.headers.get("Content-Type", "") else ""
