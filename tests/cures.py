"""Which test notices when what keeps a fault from doing harm is taken away?

    python -m pytest -p tests.cures

For each cure that test is played without it, and must fail; `-k a-bell-is-held` plays one cure.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest

from cases import form_answers, safekeeping, sender
from channels import acts
from console import running
from domain import persian
from engine.held import HeldTasks
from records import database
from tests import taken_away as without
from tests.kit import ROOT
from tests.noticing import Noticing
from tests.simulation import planted
from tests.taken_away import TakeAway, always, instead, words_not_held
from tests.uncured import UNCURED
from workers.permanent_service_removal import record_removal


class Trouble(StrEnum):
    """What may happen, and may do no harm."""

    KILLED_BEFORE = "a worker is killed before its commit"
    KILLED_AFTER = "a worker is killed behind its commit"
    ENGINE_RESTARTED = "the engine is killed and started again"
    DATABASE_AWAY = "the database is away for a minute"
    PROVIDER_AWAY = "the provider is away for ten minutes"
    STOPPED = "a worker is stopped for longer than its lock, and goes on"
    TWO_WORKERS = "two workers do the same tasks"
    WRONG_CLOCK = "a worker's clock is wrong by ten minutes"
    NEVER_RETURNS = "a handler never returns"
    POISON = "one task always fails, beside good ones"
    LOST_ANSWER = "an answer is lost when the deed is done"
    TWO_REQUESTS = "two requests for one connection at once"
    ONE_KEY = "one idempotency key twice at once"
    WITHDRAWAL = "a withdrawal against the crew's report"
    TWO_CHANNELS = "two answers from two channels at once"
    LATE_PAYMENT = "a payment against its deadline"
    ONE_PAYMENT = "one payment told several times at once"
    TWO_RELAYS = "two relays at once"
    TWO_SENDERS = "two senders at once"
    LATE_TASK = "a task comes when its case has ended"
    BAD_INPUT = "input that could do harm"
    SENDER_KILLED = "a sender is killed"
    SECOND_PROVIDER = "a crash between two providers"
    HANGING = "a daemon hangs"


@dataclass(frozen=True)
class Cure:
    """What keeps a trouble from doing harm, how it is taken away, and which tests must notice that.

    A test is named by its file and the first words of its name, with words of its example in brackets.
    """

    name: str
    trouble: Trouble
    take_away: TakeAway
    tests: tuple[str, ...]

    def told_of(self, item: pytest.Item) -> str:
        """The trouble, the cure and the test."""
        return f"{self.trouble}: without «{self.name}»: {_function(item)}"

    def bring_about(self, patch: pytest.MonkeyPatch, _item: pytest.Item) -> None:
        """Takes the cure away from this process and from those that it starts."""
        patch.setenv(UNCURED, self.name)
        self.take_away(patch)


CURES = (
    Cure(
        "deed and result are one transaction",
        Trouble.KILLED_BEFORE,
        without.result_before_the_deed,
        (
            "process/test_killed_workers.py::every_topic_kills_two_workers",
            "workers/test_killed.py::cases_whose_handlers_die",
        ),
    ),
    Cure(
        "a handler's statements are one transaction",
        Trouble.KILLED_BEFORE,
        without.statements_on_their_own,
        (
            "workers/test_killed.py::cases_whose_handlers_die",
            "cases/test_safekeeping.py::a_handler_that_fails",
        ),
    ),
    Cure(
        "what a task came to is kept",
        Trouble.KILLED_AFTER,
        without.results_forgotten,
        (
            "process/test_killed_workers.py::every_topic_kills_two_workers",
            "workers/test_killed.py::cases_whose_handlers_die",
            "cases/test_safekeeping.py::a_task_that_comes_again_after",
            "cases/test_payouts.py::a_worker_killed_at_any[pay-refund-2]",
        ),
    ),
    Cure(
        "an answer is repeated until the engine hears it",
        Trouble.ENGINE_RESTARTED,
        without.answered_once,
        (
            "process/test_daemons.py::an_engine_killed_and_started",
            "engine/test_delivery.py::an_answer_is_repeated_while",
        ),
    ),
    Cure(
        "the worker waits for the engine's return",
        Trouble.ENGINE_RESTARTED,
        without.engine_s_return_unawaited,
        (
            "process/test_daemons.py::an_engine_killed_and_started",
            "engine/test_runtime.py::an_engine_that_comes",
        ),
    ),
    Cure(
        "a bell is rung until it was heard",
        Trouble.ENGINE_RESTARTED,
        planted.stop_bells_too_early,
        (
            "process/test_faults.py::a_request_and_a_payment",
            "cases/test_relay.py::an_engine_that_was",
            "cases/test_relay.py::an_answer_is_rung",
        ),
    ),
    Cure(
        "an answer in time beats a timer that the engine fires when it is back",
        Trouble.ENGINE_RESTARTED,
        without.timer_beats_answer,
        (
            "process/test_faults.py::a_payment_accepted_before",
            "cases/test_safekeeping.py::an_answer_in_time",
        ),
    ),
    Cure(
        "a connection is tried before it is used",
        Trouble.DATABASE_AWAY,
        without.untried_connections,
        ("records/test_database.py::connections_that_were_cut",),
    ),
    Cure(
        "a task that failed is tried again",
        Trouble.DATABASE_AWAY,
        without.never_retried,
        (
            "process/test_daemons.py::with_the_database_away",
            "engine/test_gate.py::any_other_fault_is_a_failure",
        ),
    ),
    Cure(
        "relay and sender outlive a fault",
        Trouble.DATABASE_AWAY,
        instead(running, "_done", lambda act: act()),
        ("process/test_daemons.py::with_the_database_away", "console/test_running.py::a_fault_does_not"),
    ),
    Cure(
        "what was not sent is tried again",
        Trouble.PROVIDER_AWAY,
        without.given_up,
        (
            "cases/test_sender.py::a_provider_away_for_ten",
            "cases/test_billing.py::what_billing_did_not",
            "simulation/test_seams.py::a_call_that_goes[sms POST sms]",
        ),
    ),
    Cure(
        "the pauses between attempts grow",
        Trouble.PROVIDER_AWAY,
        instead(sender, "PAUSES", (timedelta(0),)),
        ("cases/test_sender.py::a_provider_away_for_ten",),
    ),
    Cure(
        "a transaction that is silent for too long is ended",
        Trouble.STOPPED,
        always(database, "_ending_after", ""),
        ("process/test_daemons.py::a_worker_frozen_in_its_transaction",),
    ),
    Cure(
        "a lost lock is borne",
        Trouble.STOPPED,
        without.lost_locks_unborne,
        ("engine/test_worker_on_engine.py::a_worker_stopped_for_longer",),
    ),
    Cure(
        "a task runs here once at a time, though it was fetched again",
        Trouble.STOPPED,
        without.begun_again,
        ("engine/test_runtime.py::a_task_never_runs",),
    ),
    Cure(
        "the engine locks what is fetched",
        Trouble.TWO_WORKERS,
        without.locks_of_a_moment,
        ("engine/test_worker_on_engine.py::all_tasks_are_done",),
    ),
    Cure(
        "a task holds its case",
        Trouble.TWO_WORKERS,
        without.case_not_held,
        ("races/test_races.py::a_task_that_two_workers",),
    ),
    Cure(
        "a timer that comes too early is set behind the deadline by as much",
        Trouble.WRONG_CLOCK,
        without.early_timer_believed,
        (
            "process/test_clocks.py::nobody_pays_and_the_request[slow]",
            "cases/test_safekeeping.py::a_timer_that_comes",
        ),
    ),
    Cure(
        "an answer in time beats a worker's later clock",
        Trouble.WRONG_CLOCK,
        without.timer_beats_answer,
        ("process/test_clocks.py::money_of_the_last[fast]",),
    ),
    Cure(
        "the lock of what runs is extended",
        Trouble.NEVER_RETURNS,
        always(HeldTasks, "to_extend", ()),
        (
            "engine/test_worker_on_engine.py::a_handler_that_never",
            "engine/test_runtime.py::the_lock_of_a_running",
        ),
    ),
    Cure(
        "who fetches does no task",
        Trouble.NEVER_RETURNS,
        without.done_in_the_loop,
        ("engine/test_worker_on_engine.py::a_handler_that_never",),
    ),
    Cure(
        "at its end a worker waits so long and no longer",
        Trouble.NEVER_RETURNS,
        without.grace_without_end,
        ("engine/test_worker_on_engine.py::a_handler_that_never",),
    ),
    Cure(
        "at its end a worker gives back what it holds",
        Trouble.NEVER_RETURNS,
        without.kept_at_the_end,
        (
            "engine/test_worker_on_engine.py::a_handler_that_never",
            "engine/test_worker_on_engine.py::sigterm_finishes_what_runs",
        ),
    ),
    Cure(
        "retries come to an end",
        Trouble.POISON,
        without.retried_for_ever,
        ("engine/test_worker_on_engine.py::a_poisoned_task_becomes",),
    ),
    Cure(
        "a handler's fault is told to the engine",
        Trouble.POISON,
        without.faults_let_through,
        ("engine/test_worker_on_engine.py::a_poisoned_task_becomes",),
    ),
    Cure(
        "what fails the same way each time is not tried again",
        Trouble.POISON,
        without.hopeless_tried_again,
        (
            "engine/test_gate.py::poison_is_never_tried",
            "engine/test_runtime.py::input_that_does_not",
        ),
    ),
    Cure(
        "a task that is gone was answered",
        Trouble.LOST_ANSWER,
        without.goneness_unknown,
        ("engine/test_delivery.py::a_deed_whose_answer",),
    ),
    Cure(
        "a case is started after a look whether it was",
        Trouble.LOST_ANSWER,
        without.started_unasked,
        (
            "simulation/test_seams.py::a_call_that_goes[engine POST message]",
            "cases/test_relay.py::a_start_whose_answer",
        ),
    ),
    Cure(
        "a page is no answer of the engine",
        Trouble.LOST_ANSWER,
        without.pages_believed,
        ("engine/test_session.py::a_page_with_status",),
    ),
    Cure(
        "a text has one id at the provider",
        Trouble.LOST_ANSWER,
        without.sent_under_new_ids,
        ("simulation/test_seams.py::a_call_that_goes[sms POST sms]",),
    ),
    Cure(
        "a payout has one id at the bank",
        Trouble.LOST_ANSWER,
        planted.pay_without_the_key,
        ("cases/test_payouts.py::a_lost_answer_is_asked",),
    ),
    Cure(
        "the bank is asked before it is told",
        Trouble.LOST_ANSWER,
        without.ordered_unasked,
        (
            "cases/test_payouts.py::a_lost_answer_is_asked",
            "cases/test_payouts.py::a_sender_killed_at_any[10]",
        ),
    ),
    Cure(
        "a race that was lost on an index is run again",
        Trouble.TWO_REQUESTS,
        instead(acts, "IntegrityError", NotImplementedError),
        ("races/test_races.py::two_requests_for_one_connection",),
    ),
    Cure(
        "who registers holds the key",
        Trouble.ONE_KEY,
        words_not_held("idempotency-key"),
        ("races/test_races.py::one_idempotency_key_is_one_request",),
    ),
    Cure(
        "a removal judges the withdrawal that it meets",
        Trouble.WITHDRAWAL,
        always(record_removal, "judge_after_removal", None),
        ("races/test_withdrawal.py::either_the_request_is_withdrawn",),
    ),
    Cure(
        "an answer holds its case",
        Trouble.TWO_CHANNELS,
        without.case_not_held,
        ("races/test_races.py::of_two_answers_from",),
    ),
    Cure(
        "payment and deadline hold the case",
        Trouble.LATE_PAYMENT,
        without.case_not_held,
        ("races/test_races.py::a_payment_at_the_deadline",),
    ),
    Cure(
        "who posts a payment holds its reference",
        Trouble.ONE_PAYMENT,
        words_not_held("payment"),
        ("races/test_races.py::a_payment_that_is_told",),
    ),
    Cure(
        "who rings a bell holds it",
        Trouble.TWO_RELAYS,
        without.bell_not_held,
        (
            "races/test_races.py::two_relays_start_a_case",
            "cases/test_relay.py::two_relays_never_ring",
        ),
    ),
    Cure(
        "who claims a row holds it",
        Trouble.TWO_SENDERS,
        without.row_not_held,
        ("races/test_races.py::two_senders_hand_a_text",),
    ),
    Cure(
        "a row that was claimed since it was found is not due",
        Trouble.TWO_SENDERS,
        without.due_when_it_was_found,
        ("races/test_races.py::two_senders_hand_a_text",),
    ),
    Cure(
        "a form's texts lose what the records cannot keep",
        Trouble.BAD_INPUT,
        instead(form_answers, "_plain", dict),
        (
            "workers/test_hostile_forms.py::what_is_only_a_text",
            "workers/test_hostile_forms.py::a_form_that_cannot[شماره رسید انبار نوشته نشده است]",
        ),
    ),
    Cure(
        "a page is no yes of billing's",
        Trouble.BAD_INPUT,
        without.pages_of_billing_believed,
        ("gateways/test_billing_rest.py::what_billing_itself_did[page of a proxy]",),
    ),
    Cure(
        "a call's texts lose what the records cannot keep",
        Trouble.BAD_INPUT,
        instead(persian, "plain", str),
        ("channels/test_bad_input.py::what_is_accepted_of_it_shows",),
    ),
    Cure(
        "a late task of an ended case writes nothing",
        Trouble.LATE_TASK,
        instead(safekeeping, "OUTLIVES_THE_CASE", without.Everything()),
        ("cases/test_safekeeping.py::a_late_task_of_an_ended",),
    ),
    Cure(
        "a killed sender's text keeps its id",
        Trouble.SENDER_KILLED,
        without.sent_under_new_ids,
        ("cases/test_sender.py::a_crash_after_the_provider",),
    ),
    Cure(
        "a killed sender's payout keeps its id",
        Trouble.SENDER_KILLED,
        planted.pay_without_the_key,
        ("cases/test_payouts.py::a_sender_killed_at_any[9]",),
    ),
    Cure(
        "who may have a text is written down first",
        Trouble.SECOND_PROVIDER,
        without.provider_unwritten,
        (
            "cases/test_sender.py::what_the_second_provider",
            "cases/test_sender.py::a_silence_of_the_first",
        ),
    ),
    Cure(
        "who hangs tells nobody that it lives",
        Trouble.HANGING,
        without.silence_unseen,
        ("console/test_notifying.py::a_daemon_that_hangs",),
    ),
)


def cure_of(name: str) -> Cure:
    """The cure of that name."""
    return next(cure for cure in CURES if cure.name == name)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tests pass here where they fail; threads and connections that a missing cure costs are no failures."""
    for left in ("UnhandledThreadException", "UnraisableException"):
        config.addinivalue_line("filterwarnings", f"ignore::pytest.Pytest{left}Warning")
    title = "which cure was taken away, by which test that was noticed, and how"
    config.pluginmanager.register(Noticing(title, _cure_for))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Files that no cure names are not read."""
    is_test = collection_path.name.startswith("test_")
    return True if is_test and str(collection_path.relative_to(ROOT)) not in _files() else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test is played once without each of the cures that name it."""
    cures = [cure for cure in CURES if _test_of(cure, metafunc.definition)]
    if cures:
        metafunc.fixturenames.append("cure")
        metafunc.parametrize("cure", cures, ids=[cure.name for cure in cures])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only tests that must notice something are played, and in the files that were read all of those."""
    files = {item.nodeid.partition("::")[0] for item in items}
    items[:] = [item for item in items if _cure_for(item)]
    there = {(cure.name, _test_of(cure, item)) for item in items if (cure := _cure_for(item))}
    wanted = {(cure.name, test) for cure in CURES for test in cure.tests if _file(test) in files}
    assert wanted <= there, f"these tests are no longer there: {wanted - there}"


def _files() -> set[str]:
    return {_file(test) for cure in CURES for test in cure.tests}


def _file(test: str) -> str:
    return "tests/" + test.partition("::")[0]


def _cure_for(item: pytest.Item) -> Cure | None:
    cure = item.callspec.params.get("cure") if hasattr(item, "callspec") else None
    return cure if isinstance(cure, Cure) and _test_of(cure, item) else None


def _test_of(cure: Cure, item: pytest.Item) -> str | None:
    """The test of the cure that the item is, or is an example of."""
    file, _, function = _function(item).partition("::test_")
    for test in cure.tests:
        begin, _, example = test.partition("::")[2].partition("[")
        is_example = example.rstrip("]") in item.name or not hasattr(item, "callspec")
        if _file(test) == file and function.startswith(begin) and is_example:
            return test
    return None


def _function(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]
