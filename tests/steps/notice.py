"""The notice (پیامک): who was told what, and that nobody was told anything else."""

from collections.abc import Iterable

from pytest_bdd import parsers, then, when

from records.tables import Dispatch
from tests.kit import Case
from tests.steps.words import NOTICES


@when("فرستنده‌ی پیامک رسید تحویل همه‌ی پیامک‌ها را بدهد")
def notices_arrive(case: Case) -> None:
    case.sms_arrives()


@then("تنها این پیامک‌ها به همین ترتیب فرستاده می‌شود:")
def only_these_notices(case: Case, datatable: list[list[str]]) -> None:
    _only(case, (row[0] for row in datatable[1:]))


@then(parsers.parse("تنها پیامک «{notice}» فرستاده می‌شود"))
def only_that_notice(case: Case, notice: str) -> None:
    _only(case, [notice])


@then("هیچ پیامکی فرستاده نمی‌شود")
def no_notice(case: Case) -> None:
    _only(case, ())


@then(parsers.parse("پیامک «{notice}» به شماره‌ی {whose} فرستاده می‌شود"))
def notice_goes_to(case: Case, notice: str, whose: str) -> None:
    numbers = {"متقاضی": case.mobile, "مشترک در دفتر شرکت": case.connection.subscriber_mobile}
    assert [row.receptor for row in _named(case, notice)] == [numbers[whose]]


@then(parsers.parse("پیامک «{notice}» می‌گوید «{words}»"))
def notice_says(case: Case, notice: str, words: str) -> None:
    assert words in (_named(case, notice)[-1].text or "")


def _named(case: Case, notice: str) -> list[Dispatch]:
    return [row for row in case.filed() if row.template == NOTICES[notice]]


def _only(case: Case, notices: Iterable[str]) -> None:
    """What was filed since the scenario acts is just this, and the provider took every text of it."""
    new = case.filed()[len(case.footing.notices) :]
    assert [row.template for row in new] == [NOTICES[notice] for notice in notices]
    sent = [(message.receptor, message.text) for message in case.office.sms_sent()]
    assert sent[len(sent) - len(new) :] == [(row.receptor, row.text) for row in new]
