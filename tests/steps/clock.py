"""Time (زمان): the clock in the scenario's hand, deadlines, timers, how long the company had a request."""

from datetime import datetime

from pytest_bdd import given, parsers, then, when

from channels.case.clock import clock_of
from domain.persian import TEHRAN, date
from domain.persian import moment as in_words
from tests.kit import Case
from tests.steps.words import DAY, ELEMENTS, HOUR, WAITS, moment, number, one_of, says


@given(says(f"اکنون (?P<day>{DAY}) ساعت (?P<hour>{HOUR}) است"))
@when(says(f"(?P<day>{DAY}) ساعت (?P<hour>{HOUR}) شود"))
def now_is(case: Case, day: str, hour: str) -> None:
    assert case.office.clock() <= moment(day, hour), "time does not go back"
    case.office.clock.move_to(moment(day, hour))


@when(parsers.parse("زمان‌سنج مهلت «{wait}» زودتر از مهلت به کار افتد"))
def timer_comes_early(case: Case, wait: str) -> None:
    case.fire_early(wait)


@when("مدت خدمت سنجیده شود")
def service_is_looked_at(case: Case) -> None:
    case.office.pass_timer(case.code, "service-check-due")
    case.settle()


@when(says(f"مهلت «(?P<wait>{one_of(WAITS)})» بگذرد"))
def deadline_passes(case: Case, wait: str) -> None:
    case.pass_timer(wait, "deadline")


@when(parsers.parse("مهلت صاحب «{step}» بگذرد"))
def owner_is_late(case: Case, step: str) -> None:
    case.pass_timer(step, "due")


@when(parsers.parse("نوبت یادآوری «{wait}» برسد"))
def reminder_comes(case: Case, wait: str) -> None:
    case.pass_timer(wait, "reminder")


@when(says("(?P<days>[۰-۹]+) روز بگذرد"))
def days_pass(case: Case, days: str) -> None:
    case.days_pass(number(days))


@then("روزشمار خدمت چنین است:")
def days_are(case: Case, datatable: list[list[str]]) -> None:
    with case.context() as context:
        shown = clock_of(context, context.records.requests.get(case.code)).days
    assert [[day.day, day.says, day.used, day.left] for day in shown] == datatable[1:]


@then(parsers.parse("مدت خدمت {used} است"))
def service_took(case: Case, used: str) -> None:
    with case.context() as context:
        assert clock_of(context, context.records.requests.get(case.code)).used == used


@then(says(f"مهلت «(?P<wait>{one_of(WAITS)})» پایان (?P<day>{DAY}) است"))
def subscriber_has_until(case: Case, wait: str, day: str) -> None:
    with case.records() as records:
        ask = records.asks.open(case.code, WAITS[wait])
    assert ask is not None
    assert ask.deadline == moment(day, "۲۳:۵۹").replace(second=59)


@then(says(f"مهلت صاحب «(?P<step>[^»]+)» (?P<day>{DAY}) ساعت (?P<hour>{HOUR}) است"))
def owner_has_until(case: Case, step: str, day: str, hour: str) -> None:
    with case.records() as records:
        row = records.steps.open(case.code, ELEMENTS[step])
    assert row is not None
    assert row.due == moment(day, hour)
    assert case.office.timer(case.code, f"{ELEMENTS[step]}-due").due == row.due


@then("مهلت مشترک در پیگیری، در پیامک و در موتور یک لحظه است و ساعت تهران دارد")
def deadline_is_one_moment(case: Case) -> None:
    told = case.office.call("GET", f"/requests/{case.code}").json()
    due = datetime.fromisoformat(told["due"])
    assert due.utcoffset() == due.astimezone(TEHRAN).utcoffset()
    assert told["due_text"] == in_words(due)
    assert case.office.timer(case.code, "await-payment-deadline").due == due
    assert date(due) in (case.filed()[-1].text or "")


@then(says(f"نوبت یادآوری «(?P<wait>{one_of(WAITS)})» (?P<day>{DAY}) ساعت (?P<hour>{HOUR}) است"))
def reminder_is_due(case: Case, wait: str, day: str, hour: str) -> None:
    assert case.office.timer(case.code, f"{ELEMENTS[wait]}-reminder").due == moment(day, hour)
