"""What the tester finds goes its own way, and is kept."""

from typing import Any

import pytest

from cases.damages import NotDecided, damages_of
from cases.safekeeping import Safekeeping
from domain.damage import Cause, Damage, DamageKind, Liability
from domain.visits import VisitPurpose
from engine.topics import registry
from tests.ground import PUBLIC_URL, TEST_FORM, Ground, a_connection, errors

EMPTY_FORM: dict[str, Any] = dict.fromkeys(TEST_FORM)


def test_a_sound_meter_leads_to_the_decision_with_what_it_reads(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    answered = ground.do("record-meter-test", code, completedBy="meter-testing", **TEST_FORM)
    assert answered == {"outcome": "plausible", "testable": True, "sealsIntact": True, "errorPercent": 0.5}


def test_the_errors_at_the_loads_are_kept_and_decide_whatever_error_comes_with_them(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    form = {**TEST_FORM, **errors(3.0, 1.0, 1.5), "errorPercent": 0.0}
    answered = ground.do("record-meter-test", code, completedBy="meter-testing", **form)
    assert answered["errorPercent"] == 2.21
    with ground.act() as context:
        test = context.records.tests.accepted(code).test
    assert test is not None
    assert [(one.point, one.error_percent, one.weight) for one in test.points] == [
        ("full", 3.0, 4),
        ("light", 1.0, 2),
        ("inductive", 1.5, 1),
    ]
    assert (test.error_percent, test.example) == (2.21, True)


def test_a_form_of_before_the_loads_is_still_taken(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    loads = errors(None, None, None)
    form = {name: value for name, value in TEST_FORM.items() if name not in loads} | {"errorPercent": -3.0}
    answered = ground.do("record-meter-test", code, completedBy="meter-testing", **form)
    assert answered == {"outcome": "plausible", "testable": True, "sealsIntact": True, "errorPercent": -3.0}
    with ground.act() as context:
        test = context.records.tests.accepted(code).test
    assert test is not None
    assert (test.points, test.example) == ((), False)


@pytest.mark.parametrize("load", ["errorFull", "errorLight", "errorInductive"])
def test_a_test_without_one_of_the_loads_goes_back_even_with_an_error(ground: Ground, load: str) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, **{load: None}, errorPercent=0.5) == "implausible"
    assert "نوشته نشده است" in ground.do("order-test", code)["stepText"]


def test_the_third_visit_without_access_is_the_last(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    outcomes = []
    for _ in range(ground.agreement.most_visits(VisitPurpose.TEST)):
        outcomes.append(ground.report_test(code, visitResult="no-access"))
        ground.do("order-test", code)
    assert outcomes == ["visit-again", "visit-again", "no-access"]


def test_an_unsafe_visit_never_counts(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    for _ in range(9):
        assert ground.report_test(code, visitResult="not-safe") == "visit-again"
    assert ground.report_test(code, visitResult="no-access") == "visit-again"
    with ground.act() as context:
        assert context.records.tests.latest(code) is None
        assert len(context.records.visits.of_case(code)) == 10


def test_an_end_for_want_of_access_tells_how_often_somebody_came(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code, visitResult="not-safe")
    for _ in range(3):
        ground.report_test(code, visitResult="no-access")
    ground.do("send-notice", code, template="archived-no-access")
    with ground.act() as context:
        assert "پس از ۳ مراجعه" in (context.records.outbox.of_case(code, "sms")[-1].text or "")


def test_another_consumer_found_on_site_ends_the_request_with_its_reason(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, otherConsumer=True) == "other-consumer"
    assert ground.request(code).reason == "other-consumer-found"
    ground.do("send-notice", code, template="archived-not-eligible")


def test_another_consumer_is_a_finding_even_where_no_meter_was_read(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    form = {**EMPTY_FORM, "visitResult": "tested", "otherConsumer": True}
    answered = ground.do("record-meter-test", code, completedBy="meter-testing", **form)
    assert answered == {"outcome": "other-consumer"}


def test_a_form_that_does_not_say_what_came_of_the_visit_goes_back(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, visitResult=None) == "implausible"
    assert "نتیجه‌ی مراجعه" in ground.do("order-test", code)["stepText"]


@pytest.mark.parametrize("missing", ["meterSerial", "testable", "sealsIntact", "testedOn", "meterReading"])
def test_a_test_of_a_meter_that_lacks_a_field_goes_back(ground: Ground, missing: str) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, **{missing: None}) == "implausible"


def test_a_missing_meter_is_untestable_and_a_damage_without_serial_or_reading(ground: Ground) -> None:
    ground.put(a_connection(average_monthly_kwh=120))
    code = ground.register()
    ground.to_the_test(code)
    form = {**EMPTY_FORM, "visitResult": "tested", "meterMissing": True, "damageCause": "disaster"}
    form |= {"testedOn": TEST_FORM["testedOn"], "remarks": "کنتور در محل نبود."}
    answered = ground.do("record-meter-test", code, completedBy="meter-testing", **form)
    assert answered == {"outcome": "plausible", "testable": False, "sealsIntact": False, "errorPercent": None}
    with ground.act() as context:
        assert [damage.kind for damage in damages_of(context.records, code)] == [DamageKind.MISSING]
    text = ground.do("assess-terms", code, verdict="untestable")["stepText"]
    assert "میانگین مصرف پیشین" in text


def test_why_a_meter_is_gone_is_for_subscriber_affairs_to_find_out(ground: Ground) -> None:
    ground.put(a_connection(average_monthly_kwh=120))
    code = ground.register()
    ground.to_the_test(code)
    form = {**EMPTY_FORM, "visitResult": "tested", "meterMissing": True, "remarks": "کنتور در محل نبود."}
    assert ground.report_test(code, **{**form, "testedOn": TEST_FORM["testedOn"]}) == "plausible"
    with ground.act() as context:
        (damage,) = damages_of(context.records, code)
    assert (damage.cause, damage.liability) == (Cause.UNKNOWN, Liability.INSPECT)


def test_damages_are_filed_with_the_table_s_liability(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, damageBurnt=True, damageSeal=True, damageCause="misuse") == "plausible"
    with ground.act() as context:
        assert damages_of(context.records, code) == tuple(
            Damage(kind=kind, cause=Cause.MISUSE, liability=Liability.SUBSCRIBER)
            for kind in (DamageKind.BURNT, DamageKind.SEAL)
        )


@pytest.mark.parametrize("cause", [None, "", "none", "a forged cause"])
def test_a_damage_without_a_cause_goes_back_and_is_not_filed(ground: Ground, cause: str | None) -> None:
    code = ground.register()
    ground.to_the_test(code)
    assert ground.report_test(code, damageBurnt=True, damageCause=cause) == "implausible"
    with ground.act() as context:
        assert context.records.damages.of_case(code) == []


def test_a_meter_tested_again_takes_back_what_was_found_before(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code, damageBurnt=True, damageCause="misuse")
    ground.do("order-test", code)
    ground.report_test(code)
    with ground.act() as context:
        assert context.records.damages.of_case(code) == []


def test_the_decision_is_asked_for_before_the_transaction_opens(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)

    def decide(_key: str, _inputs: object) -> list[dict[str, str]]:
        with ground.act() as context:
            context.records.requests.lock(code)
        return [{"liability": "company"}]

    keeping = Safekeeping(ground.database, ground.agreement, ground.clock, PUBLIC_URL, decide)
    form = {**TEST_FORM, "damageModule": True, "damageCause": "wear", "completedBy": "meter-testing"}
    task = ground.task("record-meter-test", code, **form)
    assert keeping.carry_out(registry()["record-meter-test"], task)["outcome"] == "plausible"


@pytest.mark.parametrize("rows", [[], [{"liability": None}], [{"liability": "company"}] * 2])
def test_a_table_that_names_nobody_is_an_incident(ground: Ground, rows: list[dict[str, str]]) -> None:
    code = ground.register()
    ground.to_the_test(code)
    keeping = Safekeeping(ground.database, ground.agreement, ground.clock, PUBLIC_URL, lambda *_: rows)
    form = {**TEST_FORM, "damageModule": True, "damageCause": "wear", "completedBy": "meter-testing"}
    task = ground.task("record-meter-test", code, **form)
    with pytest.raises(NotDecided):
        keeping.carry_out(registry()["record-meter-test"], task)
    with ground.act() as context:
        assert context.records.tests.latest(code) is None
