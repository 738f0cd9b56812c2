"""What no honest caller sends: every field of every border gets it; nothing breaks, is echoed or written.

What is accepted of it, because it is somebody's name or words, shows on every page as the text it is.
"""

from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from itertools import product
from typing import Any, Final
from urllib.parse import quote

import pytest
import requests
from sqlalchemy import func, select

from cases.unmatched import return_money
from channels.desk.acts import ACTS
from channels.desk.money import MONEY_ACTS
from domain.identifiers import Sheba
from domain.requests import Channel
from gateways.billing_register import REGISTER, read_register
from gateways.table_file import Problem, TableError
from records.tables import Base
from tests.channels.caller import PATIENCE, Outside, an_application, key_of
from tests.channels.clerk import Clerk
from tests.channels.desk.test_money import ended_with_late_money, unknown_money
from tests.channels.desk.test_new_request import ENTRIES
from tests.gateways.test_billing_register import a_register
from tests.ground import REPRESENTATIVE, SUBSCRIBER, Ground
from tests.hostile import MARKUP, OTHERS, TEXTS
from tests.kit import SHEBA

BODIES: Final[dict[tuple[str, str], dict[str, Any]]] = {
    ("POST", ""): an_application(
        representative={"relation": "attorney", "national_id": REPRESENTATIVE, "name": "نماینده نمونه"},
        refund_sheba=SHEBA,
    ),
    ("POST", "/{code}/consent"): {"agrees": True},
    ("POST", "/{code}/withdrawal"): {"reason": ""},
    ("PUT", "/{code}/refund-account"): {"sheba": SHEBA},
    ("POST", "/{code}/feedback"): {"rating": 5, "comment": ""},
}


def places(body: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to each field of the body, an object's own before those in it."""
    for name, value in body.items():
        yield (*path, name)
        if isinstance(value, dict):
            yield from places(value, (*path, name))


def with_value(body: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    changed = deepcopy(body)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return changed


def written(ground: Ground) -> dict[str, int]:
    """How many rows each table has; tries that failed are counted on purpose."""
    with ground.act() as context:
        tables = [name for name in Base.metadata.tables if name != "attempts"]
        counts = (select(func.count()).select_from(Base.metadata.tables[name]) for name in tables)
        query = select(*(count.scalar_subquery() for count in counts))
        row = context.records.requests._session.execute(query).one()
        return dict(zip(tables, row, strict=True))


def check_refusal(answer: requests.Response, value: Any) -> None:
    """A problem in Persian that names what is wrong and what to do, and says nothing back."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["title"].endswith(".")
    assert problem["remedy"]
    for complaint in problem.get("errors", ()):
        assert complaint["field"]
        assert complaint["remedy"].endswith(".")
    if isinstance(value, str) and len(value.strip()) > 4:
        assert value not in answer.text


@pytest.mark.parametrize("way", BODIES)
def test_no_field_of_a_call_breaks_on_what_is_sent_in_it(outside: Outside, way: tuple[str, str]) -> None:
    code = outside.ground.register()
    method, path = way
    url = f"/api/v1/requests{path.format(code=code)}"
    headers = {"X-National-Id": SUBSCRIBER, "Idempotency-Key": "key-9"}
    before = written(outside.ground)
    for place, value in product(places(BODIES[way]), (*TEXTS, *OTHERS)):
        body = with_value(BODIES[way], place, value)
        answer = outside.call(method, url, headers=headers, json=body)
        assert answer.status_code < 500, (place, value)
        if answer.status_code >= 400:
            check_refusal(answer, value)
            assert written(outside.ground) == before, (place, value)
        before = written(outside.ground) if answer.ok else before


def test_no_field_of_a_bank_s_notice_breaks(outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.to_the_payment(code)
    notice = outside.a_notice(code)
    before = written(outside.ground)
    for place, value in product(places(notice), (*TEXTS, *OTHERS)):
        answer = outside.tell_payment(with_value(notice, place, value))
        assert answer.status_code == 422, (place, value, answer.text)
        check_refusal(answer, value)
        assert written(outside.ground) == before


@pytest.mark.parametrize("name", ["X-Channel-User", "Idempotency-Key", "X-National-Id", "Authorization"])
def test_no_header_breaks(outside: Outside, name: str) -> None:
    code = outside.ground.register()
    usual = {"Authorization": f"Bearer {key_of(Channel.APP)}", "X-Channel-User": "user-1"}
    for method, path in (("POST", "/api/v1/requests"), ("GET", f"/api/v1/requests/{code}/terms")):
        before = written(outside.ground)
        for value in TEXTS:
            sent = {**usual, "X-National-Id": SUBSCRIBER, "Idempotency-Key": "key-8"}
            raw = {name_: text.encode() for name_, text in (sent | {name: value.strip()}).items()}
            # HTTP itself forbids a NUL there: the server answers and hangs up, which resets a body under way.
            body = None if "\0" in value else an_application()
            answer = requests.request(
                method, f"{outside.url}{path}", headers=raw, json=body, timeout=PATIENCE
            )
            assert 400 <= answer.status_code < 500, (path, value, answer.text)
            assert written(outside.ground) == before


def test_no_address_breaks(outside: Outside) -> None:
    clerk = Clerk.of(outside, "front-desk", "finance", "supervision")
    for value in TEXTS:
        word = quote(value[:500], safe="")
        for path in (
            f"/api/v1/requests/{word}",
            f"/verify/{word}",
            f"/cases/{word}",
            f"/cases?code={word}",
            f"/cases/{word}/documents/{word}",
            f"/desk/requests/{word}",
            f"/desk/requests/{word}/terms",
            f"/desk/new/{word}",
            f"/desk/money/place/{word}",
            f"/desk?done={word}",
            f"/login?to={word}",
            f"/assets/fonts/{word}",
        ):
            answer = clerk.get(path)
            assert answer.status_code < 500, (path, answer.text)
            assert MARKUP not in answer.text


@pytest.mark.parametrize("name", [name for name in ENTRIES if name != "declaration"])
def test_no_field_of_the_desk_s_form_breaks_and_each_is_shown_again_as_text(
    outside: Outside, name: str
) -> None:
    clerk = Clerk.of(outside, "front-desk")
    token = clerk.token("/desk/new/form-1")
    for number, value in enumerate(TEXTS):
        before = written(outside.ground)
        answer = clerk.send_again(f"/desk/new/form-{number}", ENTRIES | {name: value, "token": token})
        assert answer.status_code < 500, value
        assert MARKUP not in answer.text
        assert "<img" not in answer.text
        if answer.status_code != 303:
            assert written(outside.ground) == before


@pytest.mark.parametrize("act", ACTS)
def test_no_act_at_the_desk_breaks(outside: Outside, act: str) -> None:
    code = outside.ground.register()
    outside.ground.to_the_terms(code)
    clerk = Clerk.of(outside, "front-desk")
    path = f"/desk/requests/{code}/{act}"
    token = clerk.token(path)
    usual = {"token": token, "channel": "counter"}
    for name in ("channel", *(field.name for field in ACTS[act].fields if field.kind != "file")):
        for value in TEXTS:
            answer = clerk.send_again(path, usual | {name: value})
            assert answer.status_code < 500, (name, value)
            assert MARKUP not in answer.text


@pytest.mark.parametrize("act", MONEY_ACTS)
def test_no_act_of_finance_breaks(outside: Outside, act: str) -> None:
    key = money_for(act, outside.ground)
    clerk = Clerk.of(outside, "finance")
    path = f"/desk/money/{act}/{key}"
    token = clerk.token(path)
    for field in MONEY_ACTS[act].fields:
        for value in TEXTS:
            answer = clerk.send_again(path, {"token": token, field.name: value})
            assert answer.status_code < 500, (field.name, value)
            assert MARKUP not in answer.text


def money_for(act: str, ground: Ground) -> str:
    """The key of money that this act can be about."""
    if act == "return-left":
        return ended_with_late_money(ground)
    unknown_money(ground, "lost-1", 5_000)
    if act in ("place", "return"):
        return "lost-1"
    with ground.act() as context:
        return return_money(context, "lost-1", Sheba(SHEBA), "somebody").id


def problems_of(register: StringIO) -> tuple[Problem, ...]:
    """What is said about it; nothing where all of it is taken."""
    try:
        read_register(register)
    except TableError as error:
        return error.problems
    return ()


def test_no_cell_of_the_register_breaks_and_its_fault_is_named_without_it() -> None:
    for column in REGISTER.columns:
        for value in TEXTS:
            problems = problems_of(a_register({column: value}))
            assert all(problem.field and problem.remedy for problem in problems)
            assert len(value.strip()) < 5 or value not in repr(problems)


def test_what_is_accepted_of_it_shows_as_text_on_every_page(outside: Outside) -> None:
    name = f"مشترک {MARKUP}"
    answer = outside.apply(an_application(applicant__name=f"\u202e{name}\x00"))
    assert answer.status_code == 201
    code = answer.json()["tracking_code"]
    outside.act("POST", code, "withdrawal", {"reason": f'\u2066=cmd|{MARKUP}"><img src=x>'})
    outside.ground.do("archive-request", code, reason="withdrawn")
    assert outside.act("POST", code, "feedback", {"rating": 1, "comment": f"@{MARKUP}"}).status_code == 201
    seen = ""
    for group in ("front-desk", "subscriber-affairs", "finance", "supervision"):
        clerk = Clerk.of(outside, group)
        for path in (f"/cases/{code}", f"/desk/requests/{code}", "/desk/supervision", "/desk/money"):
            seen += clerk.get(path).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in seen
    assert MARKUP not in seen
    assert "<img src=x>" not in seen
    assert not any(hidden in seen for hidden in "\u202e\u2066\x00")
    with outside.ground.act() as context:
        sent = [row.text or "" for row in context.records.outbox.of_case(code, "sms")]
    assert sent
    assert all(text.replace("\u200c", "").replace("\n", "").isprintable() for text in sent)
    assert not any(word in text for text in sent for word in ("script", "cmd", "@", name[:5]))
