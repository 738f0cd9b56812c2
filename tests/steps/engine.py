"""The workflow engine (موتور گردش کار), as far as anybody outside notices it."""

from pytest_bdd import given, then, when

from tests.kit import Case
from tests.privacy import traces_in_engine


@given("موتور گردش کار در دسترس نیست")
@when("موتور گردش کار از دسترس خارج شود")
def engine_is_lost(case: Case) -> None:
    case.lose_the_engine()


@when("موتور گردش کار بازگردد")
def engine_is_back(case: Case) -> None:
    case.find_the_engine()


@then("هیچ داده‌ی شخصی در موتور نمانده است")
def no_personal_data_in_engine(case: Case) -> None:
    assert traces_in_engine(case.office.engine, case.code, case.personal) == []
