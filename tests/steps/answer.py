"""The answer (پاسخ) that somebody gets at once, through whichever door they came."""

from html import unescape

from pytest_bdd import parsers, then

from tests.kit import Case


@then(parsers.parse("به استناد بند {clause} پذیرفته نمی‌شود، زیرا «{reason}»"))
def is_refused_by_clause(case: Case, clause: str, reason: str) -> None:
    assert case.answered is not None
    told = case.answered.json()
    assert not case.answered.ok
    assert (told["clause"], told["title"].rstrip(".")) == (clause, reason)


@then("پاسخ نام و شناسه و شماره‌ی هیچ‌کس را در بر ندارد")
def names_nobody(case: Case) -> None:
    assert case.answered is not None
    assert [value for value in case.personal if value in case.answered.text] == []


@then("پذیرفته می‌شود")
def is_accepted(case: Case) -> None:
    assert case.answered is not None
    assert case.answered.ok, case.answered.text


@then(parsers.parse("پذیرفته نمی‌شود، زیرا «{reason}»"))
def is_refused(case: Case, reason: str) -> None:
    assert case.answered is not None
    assert not case.answered.ok
    assert reason in unescape(case.answered.text)


@then("کد رهگیری همان است که پیش‌تر داده شد")
def same_code(case: Case) -> None:
    assert case.answered is not None
    assert case.answered.json()["replayed"]
    assert case.footing.requests == {case.code}
