"""Which scenario notices when a clause is no longer kept?

    python -m pytest tests/features -p tests.evidence

For each clause one rule is broken, one scenario of that clause is played, and it must fail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from cases import documents, identity, payouts, register, withdraw
from channels.api import documents as document_door
from channels.service_information import form as public_form
from console.provide import provide_models
from console.rehearsal import Stage
from domain import agreement, cost, eligibility, meter, removal, settlement
from domain.identifiers import tracking_code
from domain.requests import Channel
from engine.deployer import read_models
from gateways.bank_orders import OrderState
from records.money import Certificates
from records.requests import Opinions
from tests.kit import ROOT
from tests.noticing import Noticing
from workers.agree_terms import announce_terms, record_answer
from workers.collect_payment import request_payment
from workers.shared import record_breach

Break = Callable[[pytest.MonkeyPatch, pytest.Item], None]


@dataclass(frozen=True)
class Fault:
    """What is broken, and the scenario (one row of its examples) that must notice."""

    clause: str
    what: str
    scenario: str
    breaks: Break
    example: str = ""

    def told_of(self, _item: pytest.Item) -> str:
        """The rule that is broken, and the scenario."""
        return f"{self.clause}: {self.what}: «{self.scenario}»"

    def bring_about(self, patch: pytest.MonkeyPatch, item: pytest.Item) -> None:
        """Breaks the rule."""
        self.breaks(patch, item)


def answers(owner: Any, name: str, answer: Any) -> Break:
    """That function always gives this answer."""
    return lambda patch, _item: patch.setattr(owner, name, lambda *_args, **_more: answer)


def model(file: str, old: str, new: str) -> Break:
    """The engine runs a model in which that text is another."""

    def breaks(_patch: pytest.MonkeyPatch, item: pytest.Item) -> None:
        stage: Stage = item.funcargs["stage"]  # type: ignore[attr-defined]
        folder = stage.settings.home / "broken-models"
        _write(folder, read_models(ROOT / "bpmn"), file, old, new)
        provide_models(stage.settings.model_copy(update={"models": folder}), stage.secrets)
        item.addfinalizer(partial(provide_models, stage.settings, stage.secrets))

    return breaks


def _write(folder: Path, files: dict[str, bytes], file: str, old: str, new: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    text = files[file].decode()
    assert old in text, f"{file} says no longer: {old}"
    (folder / file).write_text(text.replace(old, new), "utf-8")


def any_channel(patch: pytest.MonkeyPatch, _item: pytest.Item) -> None:
    """Documents are taken through every channel."""
    for room in (documents, document_door):
        patch.setattr(room, "judge_channel", lambda *_args: None)


def channel_forgotten(patch: pytest.MonkeyPatch, _item: pytest.Item) -> None:
    """Every request is recorded as the app's."""
    make = register._request

    def recorded(context: Any, application: Any, caller: Any, random_below: Any) -> Any:
        request = make(context, application, caller, random_below)
        request.channel = Channel.APP
        return request

    patch.setattr(register, "_request", recorded)


FAULTS = (
    Fault(
        "1.1",
        "a connection is not looked at before its removal is begun",
        "درخواست انشعابی که مشمول خدمت نیست با دلیل آن بایگانی می‌شود",
        answers(eligibility, "_obstacles", ()),
        "انشعاب دیماندی",
    ),
    Fault(
        "1.2",
        "supervision is shown no opinion",
        "نظر هر مراجعه‌کننده ثبت می‌شود و به نظارت می‌رسد",
        answers(Opinions, "all", ()),
        "با عدم موافقت",
    ),
    Fault(
        "2.1",
        "a representative acts before the documents are accepted",
        "نماینده تا مدارکش پذیرفته نشده است برای درخواست کاری نمی‌کند",
        answers(identity, "_is_accepted", True),
    ),
    Fault(
        "2.2",
        "a missed target is not recorded",
        "نظارت دیرکرد و صاحب آن را می‌بیند",
        answers(record_breach, "notice_breaches", None),
    ),
    Fault(
        "3.0",
        "the model does not wait for the cost before the test",
        "کنتور پیش از پرداخت هزینه آزمایش نمی‌شود",
        model("permanent-service-removal.bpmn", "${paymentNeeded ==", "${paymentNeeded !="),
    ),
    Fault(
        "3.1",
        "every request is recorded as the app's",
        "درخواست از هر چهار راه پذیرفته و راه آن ثبت می‌شود",
        channel_forgotten,
        "سایت شرکت",
    ),
    Fault(
        "3.2",
        "tracking codes have no check digits",
        "کد رهگیری بی‌درنگ داده می‌شود، هنگامی هم که موتور گردش کار در دسترس نیست",
        answers(tracking_code, "check_digits", "00"),
    ),
    Fault(
        "3.3",
        "the cost is asked for and not announced",
        "هزینه با ریز آن و شناسه‌های پرداخت و مهلت اعلام می‌شود",
        answers(request_payment, "announce", None),
    ),
    Fault(
        "3.4",
        "any amount counts as the whole",
        "درخواست تنها با پرداخت کامل پیش می‌رود",
        lambda patch, _item: patch.setattr("cases.pay._is_short", lambda *_args: False),
        "کسری پرداخت",
    ),
    Fault(
        "3.5",
        "no test is doubted",
        "گزارشی که نمی‌تواند درست باشد با دلیل به آزمایشگر برمی‌گردد",
        answers(meter, "doubts", []),
        "شماره‌ی بدنه‌ی دیگر",
    ),
    Fault(
        "3.6",
        "the terms are asked about and not announced",
        "یافته‌های آزمایش و برآورد حساب پس از تأیید کارشناس اعلام می‌شود",
        answers(announce_terms, "_tell", None),
    ),
    Fault(
        "3.7",
        "a refusal counts as a consent",
        "مشترک شرایط اعلام‌شده را نمی‌پذیرد",
        answers(record_answer, "_answer", "agreed"),
    ),
    Fault(
        "3.8",
        "no report of a removal is doubted",
        "گزارشی که نمی‌تواند درست باشد با دلیل به مأموران برمی‌گردد",
        answers(removal, "doubts", []),
        "رقم پایانی کمتر",
    ),
    Fault(
        "3.9",
        "damages are not charged",
        "تنها خسارتی که بر عهده‌ی مشترک است در صورتحساب پایانی می‌آید",
        answers(settlement, "damage_lines", []),
        "دخالت",
    ),
    Fault("4.1", "documents come through 1521", "مدرک از سامانه‌ی تلفنی ۱۵۲۱ پذیرفته نمی‌شود", any_channel),
    Fault(
        "4.2",
        "a withdrawal is taken after the removal",
        "انصراف پس از جمع‌آوری انشعاب پذیرفته نمی‌شود",
        answers(withdraw, "_is_over", False),
    ),
    Fault(
        "4.3",
        "the public form names no step",
        "هفت مورد فرم اطلاعات خدمت برای همه دیدنی است",
        answers(public_form, "phases", ()),
    ),
    Fault(
        "5.1",
        "the tariff's tax is left out",
        "مبلغ از تعرفه‌ی معتبر روز به دست می‌آید",
        answers(cost, "surcharge_lines", []),
        "آمپری تک‌فاز",
    ),
    Fault(
        "6.1",
        "the agreement holds for ever",
        "درخواست پس از پایان اعتبار ثبت نمی‌شود",
        answers(agreement.Agreement, "in_force", True),
    ),
    Fault(
        "7.1",
        "a payout counts without the bank",
        "دستور واریز بی‌تأیید بانک حساب را نمی‌بندد",
        answers(payouts.Payer, "_ask_or_order", OrderState("paid")),
    ),
    Fault(
        "7.2",
        "a result that was filed is not found",
        "گواهی نتیجه داده و با کد رهگیری درستی‌سنجی می‌شود",
        answers(Certificates, "find", None),
    ),
)


def fault_of(item: pytest.Item) -> Fault | None:
    """The fault that this scenario must notice."""
    if not isinstance(item, pytest.Function):
        return None
    template = scenario_wrapper_template_registry.get(item.function)
    name = template.name if template else ""
    return next((one for one in FAULTS if one.scenario == name and one.example in item.name), None)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """What scenarios pass while something is broken is no coverage."""
    if config.pluginmanager.has_plugin("scenarios"):
        config.pluginmanager.unregister(name="scenarios")
    title = "what was broken, by which scenario it was noticed, and how"
    config.pluginmanager.register(Noticing(title, fault_of))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only the scenarios that must notice something are played, and each is one of the clause's."""
    items[:] = [item for item in items if fault_of(item)]
    noticed = {fault.clause for item in items if (fault := fault_of(item)) and _is_of(item, fault)}
    assert noticed == {fault.clause for fault in FAULTS}, "a fault's scenario is no longer there"


def _is_of(item: pytest.Item, fault: Fault) -> bool:
    return item.get_closest_marker(f"SLA-{fault.clause}") is not None
