"""The public form of clause 4.3: seven items for everybody, made from the models and the agreement."""

from pathlib import Path

import requests

from channels.parts import MODELS
from channels.service_information.form import service_information
from channels.service_information.model import phases
from domain.agreement import Agreement
from tests.channels.caller import PATIENCE, Outside
from tests.clock import HandMovedClock

NOW = HandMovedClock().now


def test_it_has_seven_items_as_json_and_as_a_page_without_any_key(outside: Outside) -> None:
    told = requests.get(f"{outside.url}/api/v1/service-information", timeout=PATIENCE).json()
    assert [item["key"] for item in told["items"]] == [
        "time",
        "visits",
        "documents",
        "steps",
        "access",
        "hours",
        "details",
    ]
    page = requests.get(f"{outside.url}/service-information", timeout=PATIENCE).text
    for item in told["items"]:
        assert item["title"] in page
    assert told["code"] == "13031466104"


def test_every_item_says_something(agreement: Agreement) -> None:
    form = service_information(agreement, MODELS, NOW)
    assert all(item.rows or item.text for item in form.items)
    assert all(row.says for item in form.items for row in item.rows)


def test_the_steps_are_those_of_the_model_in_its_order() -> None:
    names = [phase.name for phase in phases(MODELS)]
    in_order = [
        "وصول مبلغ از مشترک",
        "آزمایش کنتور مشترک",
        "توافق بر شرایط فنی و مالی",
        "انجام عملیات جمع‌آوری",
    ]
    assert [name for name in names if name in in_order] == in_order
    assert names[-1] == "صدور گواهی نتیجه"
    assert all(phase.owner and phase.clauses for phase in phases(MODELS))


def test_what_an_analyst_renames_is_published_under_its_new_name(
    tmp_path: Path, agreement: Agreement
) -> None:
    models = tmp_path / "bpmn"
    models.mkdir()
    for model in MODELS.glob("*.bpmn"):
        (models / model.name).write_text(model.read_text().replace("آزمایش کنتور مشترک", "سنجش کنتور"))
    titles = [row.title for row in service_information(agreement, models, NOW).items[3].rows]
    assert "سنجش کنتور" in titles


def test_the_hours_of_each_channel_and_what_1521_may_not_do_are_shown(agreement: Agreement) -> None:
    form = service_information(agreement, MODELS, NOW)
    access = {row.title: row.says for row in form.items[4].rows}
    hours = {row.title: row.says for row in form.items[5].rows}
    assert access.keys() == hours.keys()
    assert "ارائه‌ی مدارک" not in access["سامانه تلفنی ۱۵۲۱"]
    assert "ثبت درخواست" in access["سامانه تلفنی ۱۵۲۱"]
    assert any("شنبه" in words for words in hours["دفتر پیشخوان"])


def test_the_target_of_a_step_is_the_agreement_s(agreement: Agreement) -> None:
    form = service_information(agreement, MODELS, NOW)
    (test,) = [row for row in form.items[3].rows if row.title == "آزمایش کنتور مشترک"]
    assert any("۲ روز کاری، آزمایش لوازم اندازه‌گیری" in words for words in test.says)


def test_examples_are_marked_as_such_and_the_tariff_is_named(agreement: Agreement) -> None:
    form = service_information(agreement, MODELS, NOW)
    assert form.example
    assert form.tariff == agreement.tariff(NOW).id
    assert next(row for row in form.items[6].rows if row.title == "هزینه").example


def test_it_names_no_person(outside: Outside) -> None:
    outside.ground.register()
    page = requests.get(f"{outside.url}/service-information", timeout=PATIENCE).text
    for name in ("مشترک نمونه", "0076229645"):
        assert name not in page
