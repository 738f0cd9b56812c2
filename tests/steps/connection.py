"""The service connection (انشعاب) and what the company's register says of it."""

from pytest_bdd import given, parsers

from domain.identifiers import BillId, LegalNationalId
from domain.requests import PersonKind
from tests.kit import LEGAL_SUBSCRIBER, SHEBA, Case
from tests.steps.words import CONNECTIONS, number, one_of, says, titled


@given(says(f"انشعاب (?P<kind>{one_of(CONNECTIONS)})"))
def connection_of_kind(case: Case, kind: str) -> None:
    case.change(**CONNECTIONS[kind])


@given("انشعابی که در دفتر شرکت نیست")
def unknown_connection(case: Case) -> None:
    case.connection = case.connection.model_copy(update={"bill_id": BillId.compose(99_999_999, "036")})


@given(parsers.parse("بدهی پیشین انشعاب {debt} ریال است"))
def debt_is(case: Case, debt: str) -> None:
    case.change(prior_debt=number(debt))


@given("حساب پایانی انشعاب صفر می‌شود")
def account_settles_at_zero(case: Case) -> None:
    case.settles_at_zero()


@given("شبای مشترک با درخواست اعلام شده است")
def account_is_known(case: Case) -> None:
    case.sheba = SHEBA


@given(parsers.parse("مشترک {kind} است"))
def subscriber_is(case: Case, kind: str) -> None:
    if titled(PersonKind, kind) is PersonKind.LEGAL:
        case.national_id = LegalNationalId(LEGAL_SUBSCRIBER)
    case.change(subscriber_kind=titled(PersonKind, kind), subscriber_national_id=case.national_id)
