"""Some months after the end the service forgets the people of a request, and keeps its books."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import inspect, text

from cases.feedback import give_feedback
from cases.register import Caller
from cases.tidy import find_due, tidy
from domain.documents import DocumentKind
from domain.persian import TEHRAN, date
from domain.requests import Channel, Outcome, Relation
from records.retention import REMOVED
from tests.bank import SHEBA
from tests.ground import MOBILE, PDF, REPRESENTATIVE, STRANGER, SUBSCRIBER, Ground
from tests.settling import Settling

POWER, CARD = DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD
NAMES = ("مشترک نمونه", "نماینده نمونه", "خیابان نمونه", "آقای همسایه")
PERSONAL = (SUBSCRIBER, REPRESENTATIVE, STRANGER, MOBILE, SHEBA, *NAMES, "user-1", PDF.hex())


def everything(ground: Ground) -> Iterator[tuple[str, str]]:
    """Each row of each table as text, with the table's name."""
    with ground.database._connect() as connection:
        for table in inspect(connection).get_table_names():
            for (row,) in connection.execute(text(f'SELECT "{table}"::text FROM "{table}"')):  # noqa: S608
                yield table, row


def traces(ground: Ground) -> set[str]:
    # JSON columns hold Persian letters as escapes, whose backslashes a row's text doubles.
    written = (*PERSONAL, *(json.dumps(value)[1:-1].replace("\\", "\\\\") for value in PERSONAL))
    return {table for table, row in everything(ground) if any(value in row for value in written)}


def months_pass(ground: Ground, outcome: Outcome, *, short_of: int = 0) -> None:
    months = ground.agreement.retention[outcome].figure
    ground.clock.move(days=31 * months - 31 * short_of)


def served(settling: Settling) -> str:
    code = settling.ordered()
    settling.send()
    assert settling.ground.do("record-payout", code) == {"outcome": "answered"}
    assert settling.reconcile(code) == "settled"
    settling.ground.do("close-account", code)
    settling.ground.do("issue-certificate", code)
    settling.send()
    return code


def turned_away(ground: Ground, key: str = "key-1") -> str:
    code = ground.register(national_id=STRANGER, key=key)
    ground.do("check-eligibility", code)
    ground.do("archive-request", code, reason="not-eligible")
    Settling(ground).send()
    return code


def run(ground: Ground) -> dict[str, int]:
    return dict(tidy(ground.database, ground.agreement, ground.clock))


def test_a_served_request_forgets_its_people_and_keeps_its_ledger_and_certificate_number(
    settling: Settling,
) -> None:
    ground = settling.ground
    code = served(settling)
    with ground.act() as context:
        give_feedback(context, code, 5, "آقای همسایه کمک کرد", Caller(Channel.APP, "user-1"))
        balances = context.records.ledger.balances(code)
        certificate = context.records.certificates.find(code)
        assert certificate is not None
        number = certificate.facts.number
    assert {"requests", "payouts", "refund_accounts", "certificates", "outbox"} <= traces(ground)
    months_pass(ground, Outcome.SERVED)
    run(ground)
    assert traces(ground) == set()
    with ground.act() as context:
        assert context.records.ledger.balances(code) == balances
        kept = context.records.certificates.find(code)
        assert kept is not None
        assert kept.facts.number == number
        assert [opinion.rating for opinion in context.records.opinions.all()] == [5]


def test_the_contents_of_documents_go_unless_another_case_has_the_same(ground: Ground) -> None:
    first = ground.register_by(Relation.ATTORNEY)
    ground.to_the_review(first, POWER, CARD)
    form = {"reviewDecision": "reject", "reviewReason": "آقای همسایه نماینده نیست"}
    assert ground.do("record-review", first, completedBy="affairs-1", **form) == {"outcome": "rejected"}
    ground.do("archive-request", first, reason="documents-rejected")
    Settling(ground).send()
    second = ground.register_by(Relation.ATTORNEY, key="key-2")
    ground.hand_in(second, POWER)
    months_pass(ground, Outcome.DOCUMENTS_REJECTED)
    run(ground)
    with ground.act() as context:
        assert {one.content_hash for one in context.records.documents.of_case(first)} == {REMOVED}
        (kept,) = context.records.documents.of_case(second)
        assert context.records.documents.content(kept.content_hash) == PDF


def test_before_its_time_is_over_nothing_is_forgotten(ground: Ground) -> None:
    turned_away(ground)
    months_pass(ground, Outcome.NOT_ELIGIBLE, short_of=1)
    before = sorted(everything(ground))
    assert run(ground) == {}
    assert sorted(everything(ground)) == before


def test_looking_at_what_is_due_changes_nothing(ground: Ground) -> None:
    code = turned_away(ground)
    months_pass(ground, Outcome.NOT_ELIGIBLE)
    before = sorted(everything(ground))
    with ground.act() as context:
        due = find_due(context.records, ground.agreement, ground.clock().date())
    assert (due.codes, dict(due.outcomes), due.held) == ((code,), {"not-eligible": 1}, 0)
    assert sorted(everything(ground)) == before


def test_a_case_that_still_owes_money_keeps_its_people(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_payment(code)
    ground.pay(code, "ref-1")
    ground.do("archive-request", code, reason="not-eligible")
    Settling(ground).send()
    assert ground.balances(code)["to-return"] != 0
    months_pass(ground, Outcome.NOT_ELIGIBLE)
    with ground.act() as context:
        assert find_due(context.records, ground.agreement, ground.clock().date()).held == 1
    assert run(ground) == {}
    assert ground.request(code).applicant_national_id == SUBSCRIBER


def test_a_case_with_a_message_still_to_send_keeps_its_people(ground: Ground) -> None:
    code = ground.register(national_id=STRANGER)
    ground.do("check-eligibility", code)
    ground.do("archive-request", code, reason="not-eligible")
    months_pass(ground, Outcome.NOT_ELIGIBLE)
    assert run(ground) == {}
    assert ground.request(code).applicant_national_id == STRANGER


def test_a_case_under_way_is_never_touched(ground: Ground) -> None:
    code = ground.register()
    months_pass(ground, Outcome.SERVED)
    assert run(ground) == {}
    assert ground.request(code).applicant_national_id == SUBSCRIBER


def test_to_tidy_twice_is_to_tidy_once(ground: Ground) -> None:
    turned_away(ground)
    months_pass(ground, Outcome.NOT_ELIGIBLE)
    assert run(ground)["requests"] == 1
    assert run(ground) == {}


def test_what_is_told_of_it_is_counts(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    code = turned_away(ground)
    months_pass(ground, Outcome.NOT_ELIGIBLE)
    run(ground)
    told = capsys.readouterr().out
    assert "cases=1" in told or '"cases": 1' in told
    assert code not in told


def test_months_are_those_of_the_jalali_calendar(ground: Ground) -> None:
    ended = datetime(2026, 11, 24, 23, 0, tzinfo=TEHRAN)
    until = ground.agreement.kept_until(Outcome.NOT_ELIGIBLE, ended)
    assert date(until) == "۱۴۰۶/۰۹/۰۳"
