"""Supervision sees what was late and whose it is, how much time has passed, and what people thought."""

from tests.channels.caller import Outside
from tests.channels.clerk import Clerk


def test_a_step_that_is_overdue_is_listed_with_its_owner_while_it_is_open(outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.to_the_test(code)
    outside.ground.clock.move(days=10)
    outside.ground.do("record-breach", code, overdueStep="test-meter")
    page = Clerk.of(outside, "supervision").get("/desk/supervision").text
    for shown in (f'href="/cases/{code}"', "آزمایش کنتور", "آزمایش لوازم اندازه‌گیری", "هنوز باز"):
        assert shown in page


def test_warnings_name_the_share_of_the_promised_time(outside: Outside) -> None:
    code = outside.ground.register()
    outside.ground.clock.move(days=9)
    outside.ground.do("check-service-time", code)
    page = Clerk.of(outside, "supervision").get("/desk/supervision").text
    assert "۷۵ درصد" in page
    assert f'href="/cases/{code}"' in page


def test_while_nothing_is_late_the_page_says_so(outside: Outside) -> None:
    page = Clerk.of(outside, "supervision").get("/desk/supervision").text
    for nothing in ("هیچ مرحله‌ای از مهلت نگذشته است", "هشداری نیست", "هنوز نظری داده نشده است"):
        assert nothing in page
