"""The shipped agreement: complete, worked through with figures, and fit to be sent."""

import re
import tomllib
from itertools import product
from typing import Any, get_args

import pytest

from domain.agreement import AskKind, NoticeTemplate, PublicKey, RemindedKind
from domain.charges import Bill
from domain.cost import removal_cost
from domain.damage import Damage
from domain.documents import DocumentKind
from domain.eligibility import Ineligibility
from domain.figures import Figure
from domain.ledger import LINE_ACCOUNTS
from domain.meter import Verdict
from domain.persian import parse_date, tidy
from domain.requests import Outcome, PersonKind, Relation, may_act
from domain.settlement import closing_account
from domain.tariff import Tariff
from tests.domain.samples import AGREEMENT, AGREEMENT_FOLDER, a_connection, a_report, a_test

PLAIN_PATH = ("test-meter", "approve-terms", "remove-connection")
WAITS: dict[str, tuple[AskKind, ...]] = {
    "await-payment": ("payment", "debt-payment"),
    "await-answer": ("consent",),
    "await-documents": ("documents",),
    "await-refund-account": ("refund-account",),
    "await-payout": ("payout",),
}
NOTICES = sorted(AGREEMENT.notices.values(), key=lambda notice: notice.key)
TEXT_FILES = sorted(AGREEMENT_FOLDER.rglob("*.toml"))


def examples() -> list[dict[str, Any]]:
    files = [
        tomllib.loads(path.read_text("utf-8")) for path in (AGREEMENT_FOLDER / "examples").glob("*.toml")
    ]
    return [{**example, "tariff": file["tariff"]} for file in files for example in file["example"]]


def compute(example: dict[str, Any]) -> Bill:
    facts = {**example["connection"]}
    if "last_read_on" in facts:
        facts["last_read_on"] = parse_date(facts["last_read_on"])
    tariff, connection = AGREEMENT.tariff_by_id(example["tariff"]), a_connection(**facts)
    if example["computes"] == "removal-cost":
        return removal_cost(connection, tariff)
    report = a_report(final_reading=example["final_reading"], removed_on=parse_date(example["removed_on"]))
    test = a_test(error_percent=example.get("error_percent"))
    damages = [Damage.model_validate(damage) for damage in example.get("damages", [])]
    return closing_account(connection, test, Verdict(example["verdict"]), report, tariff, damages)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["title"])
def test_a_worked_figure_comes_out_line_by_line(example: dict[str, Any]) -> None:
    bill = compute(example)
    assert {line.key: line.amount for line in bill.lines} == example["lines"]
    assert bill.total == example["total"]


@pytest.mark.parametrize("tariff", AGREEMENT.tariffs.tariffs(), ids=lambda tariff: tariff.id)
def test_every_tariff_is_worked_through(tariff: Tariff) -> None:
    computed = {example["computes"] for example in examples() if example["tariff"] == tariff.id}
    assert computed == {"removal-cost", "closing-account"}


@pytest.mark.parametrize("tariff", AGREEMENT.tariffs.tariffs(), ids=lambda tariff: tariff.id)
def test_every_line_that_can_be_charged_is_worked_through(tariff: Tariff) -> None:
    worked = {key for example in examples() if example["tariff"] == tariff.id for key in example["lines"]}
    assert worked == set(LINE_ACCOUNTS)


def test_every_example_names_a_tariff_that_exists() -> None:
    assert {example["tariff"] for example in examples()} == {
        tariff.id for tariff in AGREEMENT.tariffs.tariffs()
    }


def test_no_shipped_amount_is_taken_for_an_official_one() -> None:
    tariff = AGREEMENT.tariff(parse_date("1405/09/03"))
    official = {name for name, value in tariff if isinstance(value, Figure) and not value.example}
    assert official == {"refund_share"}, "only the share of the regulation is known"


def test_the_steps_of_the_plain_path_fit_the_promised_time() -> None:
    assert sum(AGREEMENT.step(step).working_days for step in PLAIN_PATH) <= AGREEMENT.target_working_days == 7


@pytest.mark.parametrize(("wait", "kinds"), WAITS.items())
def test_a_wait_is_not_late_before_its_deadline_has_passed(wait: str, kinds: tuple[AskKind, ...]) -> None:
    longest = max(AGREEMENT.deadlines[kind].figure for kind in kinds)
    assert AGREEMENT.step(wait).working_days > longest


@pytest.mark.parametrize("kind", get_args(RemindedKind))
def test_all_reminders_come_before_the_deadline(kind: RemindedKind) -> None:
    reminders = AGREEMENT.reminders(kind)
    assert reminders.every_days * reminders.most < AGREEMENT.deadlines[kind].figure


def test_every_reason_fits_its_place_in_a_notice() -> None:
    assert all(len(reason.title) <= 30 for reason in Ineligibility)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_end_says_what_becomes_of_the_fee(outcome: Outcome) -> None:
    rule = AGREEMENT.fees[outcome]
    assert rule.example, "the clause says nothing of the fee itself"
    assert ("بازگردانده می‌شود" in rule.text) == (rule.figure == "returned")


def test_the_form_has_the_seven_items_of_the_clause_and_its_channels_their_hours() -> None:
    assert [item.key for item in AGREEMENT.public.items] == list(get_args(PublicKey))
    assert all(channel.hours.in_words() for channel in AGREEMENT.channels.values())


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.key)
def test_a_notice_names_the_request_first_and_the_company_last(notice: NoticeTemplate) -> None:
    assert "{code}" in notice.text
    assert notice.text.endswith("برق قم")
    assert "http" not in notice.text


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_the_agreement_is_written_in_persian_letters(path: Any) -> None:
    text = path.read_text("utf-8")
    assert text.strip() == tidy(text)
    assert not re.search("[\u0660-\u0669]", text), "Arabic digits"


def test_the_phone_line_takes_requests_but_no_documents() -> None:
    rights = {channel.value: rights.may for channel, rights in AGREEMENT.channels.items()}
    assert {name for name, may in rights.items() if "register-request" not in may} == {"in-person"}
    assert {name for name, may in rights.items() if "hand-in-documents" not in may} == {"phone"}


@pytest.mark.parametrize(("relation", "person"), list(product(Relation, PersonKind)))
def test_whoever_may_act_for_a_subscriber_has_documents_to_show_it(
    relation: Relation, person: PersonKind
) -> None:
    if may_act(relation, person):
        assert DocumentKind.NATIONAL_CARD in AGREEMENT.documents_for(relation, person)
    else:
        with pytest.raises(LookupError):
            AGREEMENT.documents_for(relation, person)


def test_every_kind_of_document_is_needed_by_somebody_stands_for_another_or_is_the_reviewers_to_ask_for() -> (
    None
):
    needed = {kind for figure in AGREEMENT.documents.needed.values() for kind in figure.figure}
    assert set(DocumentKind) - needed - set(AGREEMENT.documents.stands_for) == {DocumentKind.CO_OWNER_CONSENT}
