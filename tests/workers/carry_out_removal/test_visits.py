"""A crew that comes in vain comes again, and not for ever."""

from typing import Any

import pytest

from tests.ground import NOT_MEASURED, REMOVAL_FORM, TEST_FORM, Ground, a_connection
from workers.carry_out_removal.record_visit import NoVisitInVain


def visit(ground: Ground, code: str, result: str) -> str:
    answered = ground.do(
        "record-visit", code, visitResult=result, visitRemarks="در بسته بود.", completedBy="crew-1"
    )
    return str(answered["outcome"])


def test_the_third_absence_ends_the_request(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    assert visit(ground, code, "no-access") == "visit-again"
    assert "دسترسی" in ground.do("order-removal", code)["stepText"]
    assert visit(ground, code, "not-safe") == "visit-again"
    assert "ایمن" in ground.do("order-removal", code)["stepText"]
    assert visit(ground, code, "no-access") == "visit-again"
    ground.do("order-removal", code)
    assert visit(ground, code, "no-access") == "no-access"
    assert ground.notices(code)[-3:] == ["visit-failed", "visit-postponed", "visit-failed"]


def test_a_tester_s_absences_are_not_the_crew_s(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    for _ in range(2):
        ground.report_test(code, visitResult="no-access")
        ground.do("order-test", code)
    ground.report_test(code)
    ground.do("assess-terms", code, verdict="sound")
    ground.do("record-approval", code, approval="approve", completedBy="expert-1")
    ground.do("announce-terms", code)
    ground.answer_terms(code, agrees=True)
    ground.do("record-answer", code)
    ground.do("order-removal", code)
    assert visit(ground, code, "no-access") == "visit-again"


def test_a_visit_is_kept_with_who_made_it(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    visit(ground, code, "no-access")
    with ground.act() as context:
        (kept,) = context.records.visits.of_case(code, "removal")
        step = context.records.steps.latest(code, "remove-connection")
    assert (kept.result, kept.recorded_by, kept.remarks) == ("no-access", "crew-1", "در بسته بود.")
    assert step is not None
    assert step.closed_by == "crew-1"


def test_what_is_no_visit_in_vain_is_an_incident(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    with pytest.raises(NoVisitInVain):
        visit(ground, code, "done")


@pytest.mark.parametrize("cause", ["unknown", "none", None])
def test_a_new_damage_of_which_nobody_knows_who_bears_it_goes_back_to_the_crew(
    ground: Ground, cause: str | None
) -> None:
    code = ground.register()
    ground.to_the_removal(code)
    sent = {**REMOVAL_FORM, "newDamageBurnt": True, "newDamageCause": cause}
    answered = ground.do("record-removal", code, completedBy="crew-1", **sent)
    assert answered["outcome"] == "implausible"
    assert "خسارت" in answered["stepText"]
    with ground.act() as context:
        assert context.records.damages.of_case(code) == []


def test_a_new_damage_is_filed_beside_those_of_the_test(ground: Ground) -> None:
    code = ground.register()
    ground.to_the_test(code)
    ground.report_test(code, damageSeal=True, damageCause="misuse")
    ground.do("assess-terms", code, verdict="sound")
    ground.do("record-approval", code, approval="approve", completedBy="expert-1")
    ground.do("announce-terms", code)
    ground.answer_terms(code, agrees=True)
    ground.do("record-answer", code)
    ground.do("order-removal", code)
    sent = {**REMOVAL_FORM, "newDamageEnclosure": True, "newDamageCause": "network"}
    answered = ground.do("record-removal", code, completedBy="crew-1", **sent)
    assert answered == {"outcome": "recorded"}
    with ground.act() as context:
        found = [(d.phase, d.kind, d.borne_by) for d in context.records.damages.of_case(code)]
    assert found == [("test", "seal", "subscriber"), ("removal", "enclosure", "company")]


def test_an_order_for_a_meter_that_was_not_read_says_so(ground: Ground) -> None:
    ground.put(a_connection(average_monthly_kwh=120))
    code = ground.register()
    ground.to_the_test(code)
    burnt: dict[str, Any] = {
        "meterReading": None,
        "testable": False,
        **NOT_MEASURED,
        "startingPassed": None,
    }
    burnt |= {"creepPassed": None, "remarks": "صفحه سوخته است.", "damageBurnt": True, "damageCause": "wear"}
    assert ground.report_test(code, **{**TEST_FORM, **burnt}) == "plausible"
    ground.do("assess-terms", code, verdict="untestable")
    ground.do("record-approval", code, approval="approve", completedBy="expert-1")
    ground.do("announce-terms", code)
    ground.answer_terms(code, agrees=True)
    ground.do("record-answer", code)
    assert "رقمی خوانده نشد" in ground.do("order-removal", code)["stepText"]
