"""A document on the case page: opened by those who may, by a link of their own, as a file, and logged."""

import re
from datetime import timedelta
from typing import Any

import pytest

from domain.documents import DocumentKind
from domain.requests import Relation
from tests.channels.caller import Outside
from tests.channels.clerk import Clerk
from tests.ground import PDF


@pytest.fixture
def code(outside: Outside) -> str:
    code = outside.ground.register_by(Relation.ATTORNEY)
    outside.ground.to_the_review(code, DocumentKind.POWER_OF_ATTORNEY, DocumentKind.NATIONAL_CARD)
    return code


def links(clerk: Clerk, code: str) -> list[str]:
    return re.findall(rf'href="(/cases/{code}/documents/[^"]+)"', clerk.get(f"/cases/{code}").text)


def looks(outside: Outside, code: str) -> list[str]:
    with outside.ground.act() as context:
        return [f"{look.user} {look.what}" for look in context.records.looks.of_case(code)]


@pytest.mark.parametrize("group", ["front-desk", "subscriber-affairs", "supervision"])
def test_it_is_saved_as_a_file_and_never_run_by_the_browser(outside: Outside, code: str, group: str) -> None:
    clerk = Clerk.of(outside, group)
    first, _ = links(clerk, code)
    answer = clerk.get(first)
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="national-card-1.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert looks(outside, code) == [f"{group} case", f"{group} document national-card-1.pdf"]


@pytest.mark.parametrize("group", ["finance", "meter-testing", "field-operations"])
def test_others_see_no_link_and_open_none_that_they_were_sent(
    outside: Outside, code: str, group: str
) -> None:
    link = links(Clerk.of(outside, "supervision"), code)[0]
    clerk = Clerk.of(outside, group)
    assert links(clerk, code) == []
    assert clerk.get(link).status_code == 403


def test_a_link_works_for_its_member_alone_and_a_quarter_of_an_hour(outside: Outside, code: str) -> None:
    clerk = Clerk.of(outside, "supervision")
    link = links(clerk, code)[0]
    before = len(looks(outside, code))
    assert Clerk.of(outside, "front-desk").get(link).status_code == 404
    outside.ground.clock.now += timedelta(minutes=15)
    answer = clerk.get(link)
    assert answer.status_code == 404
    assert f'href="/cases/{code}"' in answer.text
    assert len(looks(outside, code)) == before


def test_a_forged_link_opens_nothing_nor_one_moved_to_another_case(outside: Outside, code: str) -> None:
    clerk = Clerk.of(outside, "supervision")
    link = links(clerk, code)[0]
    assert clerk.get(f"{link[:-2]}xx").status_code == 404
    assert clerk.get(link.replace(f"/cases/{code}", "/cases/14051234567817", 1)).status_code == 404


def test_the_review_is_shown_with_who_decided(outside: Outside, code: str) -> None:
    form: dict[str, Any] = {"reviewDecision": "ask-again", "askNationalCard": True, "reviewReason": "ناخوانا"}
    outside.ground.do("record-review", code, completedBy="subscriber-affairs", **form)
    page = Clerk.of(outside, "front-desk").get(f"/cases/{code}").text
    for shown in ("تکمیل مدارک خواسته شد", "ناخوانا", "پذیرفته نشد", "وکیل"):
        assert shown in page


def test_a_document_that_was_replaced_waits_for_no_review(outside: Outside) -> None:
    code = outside.ground.register_by(Relation.ATTORNEY)
    for content in (PDF, PDF + b" again"):
        outside.ground.hand_in(code, DocumentKind.NATIONAL_CARD, content=content)
    page = Clerk.of(outside, "subscriber-affairs").get(f"/cases/{code}").text
    assert page.count("با مدرک تازه جایگزین شد") == 1
    assert page.count("در انتظار بررسی") == 1
