"""The document (مدرک) of somebody who acts for the subscriber."""

from pytest_bdd import parsers, then, when

from domain.documents import DocumentKind
from domain.requests import Channel
from tests.kit import Case
from tests.steps.words import titled


@when(parsers.parse("«{kind}» از راه «{channel}» برسد"))
def hand_in(case: Case, kind: str, channel: str) -> None:
    case.bring(titled(DocumentKind, kind), titled(Channel, channel))


@when(parsers.parse("همه‌ی مدارک خواسته‌شده از راه «{channel}» برسد"))
def hand_in_all(case: Case, channel: str) -> None:
    case.bring_all(titled(Channel, channel))


@then(parsers.parse("این مدارک خواسته می‌شود: {kinds}"))
def are_wanted(case: Case, kinds: str) -> None:
    told = case.office.call("GET", f"/requests/{case.code}").json()
    assert [one["title"] for one in told["documents"]] == kinds.split("، ")


@then(parsers.parse("مدرک «{kind}» از راه «{channel}» ثبت شده است"))
def came_through(case: Case, kind: str, channel: str) -> None:
    with case.records() as records:
        found = records.documents.latest(case.code, titled(DocumentKind, kind))
    assert found is not None
    assert found.channel == titled(Channel, channel)


@then("هیچ مدرکی خواسته نشده است")
def none_is_wanted(case: Case) -> None:
    with case.records() as records:
        assert records.asks.latest(case.code, "documents") is None
