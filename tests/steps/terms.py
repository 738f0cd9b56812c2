"""The technical and financial terms (شرایط فنی و مالی): verdict, damages, findings."""

import re

from pytest_bdd import given, parsers, then

from domain.damage import Cause, DamageKind, Liability
from domain.meter import LoadPoint, Verdict
from tests.kit import METER_GONE, Case
from tests.steps.words import titled


@given(parsers.parse("درخواستی که آزمایشگر در آن «{kind}» را با علت «{cause}» گزارش کرده است"))
def request_with_damage(case: Case, kind: str, cause: str) -> None:
    found = titled(DamageKind, kind)
    case.to_the_test()
    gone = METER_GONE if found is DamageKind.MISSING else {}
    case.test_meter(**gone, **{f"damage{found.capitalize()}": True}, damageCause=titled(Cause, cause).value)


@then(parsers.parse("تشخیص کنتور «{title}» است"))
def verdict_is(case: Case, title: str) -> None:
    with case.records() as records:
        assert records.terms.get(case.code).verdict == titled(Verdict, title)


@then("در شرایط هیچ خسارتی از مشترک خواسته نمی‌شود")
def no_damage_in_terms(case: Case) -> None:
    with case.records() as records:
        assert "damage" not in {line.key for line in records.terms.get(case.code).terms.lines}


@then("شرایط اعلام‌شده تعدیل خطای کنتور را با خطا در بار کامل، سبک و پس‌فاز توضیح می‌دهد")
def terms_explain_the_correction(case: Case) -> None:
    shown = case.office.call("GET", f"/requests/{case.code}/terms", national_id=case.national_id)
    (inputs,) = (line["inputs"] for line in shown.json()["lines"] if line["label"] == "تعدیل خطای کنتور")
    assert {f"خطا در {load.title}" for load in LoadPoint} <= set(inputs)


@then(parsers.parse("شرایط اعلام‌شده می‌گوید «{finding}»"))
def terms_say(case: Case, finding: str) -> None:
    shown = case.office.call("GET", f"/requests/{case.code}/terms", national_id=case.national_id)
    assert finding in [re.sub("[\u2066\u2069]", "", one) for one in shown.json()["findings"]]


@then(parsers.parse("مسئول خسارت «{kind}» «{liability}» است"))
def borne_by(case: Case, kind: str, liability: str) -> None:
    with case.records() as records:
        found = {damage.kind: damage.borne_by for damage in records.damages.of_case(case.code)}
    assert found == {titled(DamageKind, kind): titled(Liability, liability)}


@then("هیچ شرایطی برآورد نشده است")
def no_terms(case: Case) -> None:
    with case.records() as records:
        assert records.terms.latest(case.code) is None
