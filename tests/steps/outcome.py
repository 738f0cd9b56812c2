"""What became of the case: in the engine's history, the records, the ledger, the SMS; and what did not."""

from pytest_bdd import parsers, then

from channels.words import STEPS
from domain.groups import Group
from domain.requests import Outcome, Status
from tests.kit import ROOT, Case
from tests.privacy import traces_in_engine
from tests.steps.words import NOTICES
from workbench.models import read

OUTCOMES = {outcome.title: outcome for outcome in Outcome}
GROUPS = {group.title: group.value for group in Group}
STEP_IDS = {title: step for step, title in STEPS.items()}
MODELS = read(ROOT / "bpmn")


@then("درخواست به آزمایش کنتور رسیده است")
def waits_for_test(case: Case) -> None:
    assert _status(case) == Status.AWAITING_TEST


@then(parsers.parse("درخواست با نتیجه‌ی «{title}» پایان می‌یابد"))
def ends_with(case: Case, title: str) -> None:
    with case.records() as records:
        request = records.requests.get(case.code)
        assert request.outcome == OUTCOMES[title]
        assert request.ended_at is not None
    assert not case.office.engine.running(case.code)


@then("درخواست این راه را رفته است:")
def went_this_way(case: Case, datatable: list[list[str]]) -> None:
    wanted = [(process, element) for process, element in datatable[1:]]
    mentioned = set(wanted)
    assert [one for one in _names(case.path()) if one in mentioned] == wanted


@then(parsers.parse("پیامک «{key}» دلیل «{reason}» را می‌گوید"))
def notice_gives_reason(case: Case, key: str, reason: str) -> None:
    with case.records() as records:
        (notice,) = [row for row in records.outbox.of_case(case.code, "sms") if row.template == NOTICES[key]]
    assert reason in (notice.text or "")
    assert notice.text in [message.text for message in case.office.sms_sent()]


@then(parsers.parse("پیامک «{key}» فرستاده شده است"))
def notice_was_sent(case: Case, key: str) -> None:
    assert NOTICES[key] in case.notices()


@then(parsers.parse("پیامک «{key}» فرستاده نشده است"))
def notice_was_not_sent(case: Case, key: str) -> None:
    assert NOTICES[key] not in case.notices()


@then("این پیامک‌ها به همین ترتیب فرستاده شده‌اند و هیچ پیام دیگری فرستاده نشده است:")
def notices_in_order(case: Case, datatable: list[list[str]]) -> None:
    assert case.notices() == [NOTICES[row[0]] for row in datatable[1:]]
    with case.records() as records:
        filed = [(row.receptor, row.text) for row in records.outbox.of_case(case.code, "sms")]
    assert [(message.receptor, message.text) for message in case.office.sms_sent()] == filed


@then("مانده‌ی حساب مشترک صفر است و دفتر تراز است")
def account_is_zero(case: Case) -> None:
    with case.records() as records:
        assert records.ledger.balances(case.code).get("subscriber", 0) == 0
        assert sum(records.ledger.balances(case.code).values()) == 0
        assert sum(records.ledger.balances().values()) == 0


@then("هر گام را صاحب همان گام بسته است:")
def closed_by_owners(case: Case, datatable: list[list[str]]) -> None:
    with case.records() as records:
        closed = {step.step: (step.owner, step.closed_by) for step in records.steps.of_case(case.code)}
    for step, owner in datatable[1:]:
        group = GROUPS[owner]
        assert closed[STEP_IDS[step]] == (group, group)


@then("گواهی نتیجه صادر شده است")
def certificate_is_there(case: Case) -> None:
    answer = case.office.call("GET", f"/requests/{case.code}/certificate", national_id=case.national_id)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")


@then("هیچ گواهی‌ای صادر نشده است")
def certificate_is_not_there(case: Case) -> None:
    answer = case.office.call("GET", f"/requests/{case.code}/certificate", national_id=case.national_id)
    assert answer.status_code == 404


@then("هیچ پرسشی از مشترک باز نمانده است")
def nothing_is_asked(case: Case) -> None:
    with case.records() as records:
        assert records.asks.open(case.code) is None
        assert not records.bells.unstopped(case.code)


@then("هیچ داده‌ی شخصی در موتور نمانده است")
def no_personal_data_in_engine(case: Case) -> None:
    assert traces_in_engine(case.office.engine, case.code, case.personal) == []


@then("هیچ دیرکردی ثبت نشده است")
def nothing_was_late(case: Case) -> None:
    with case.records() as records:
        assert not records.breaches.of_case(case.code)


@then("هیچ هزینه‌ای محاسبه نشده است")
def nothing_was_charged(case: Case) -> None:
    with case.records() as records:
        assert records.quotes.find(case.code) is None
        assert records.ledger.balances(case.code) == {}


@then("هیچ شرایطی برآورد نشده است")
def no_terms(case: Case) -> None:
    with case.records() as records:
        assert records.terms.latest(case.code) is None


@then("هیچ حسابی بسته نشده است")
def no_settlement(case: Case) -> None:
    with case.records() as records:
        assert records.settlements.find(case.code) is None


@then(parsers.parse("کار «{task}» دوباره نزد آزمایشگر است و دلیل بازگشت را نشان می‌دهد"))
def back_with_tester(case: Case, task: str) -> None:
    _is_back(case, task, "meter-testing")


@then(parsers.parse("کار «{task}» دوباره نزد مأموران است و دلیل بازگشت را نشان می‌دهد"))
def back_with_crew(case: Case, task: str) -> None:
    _is_back(case, task, "field-operations")


def _names(path: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Process and element as the models call them."""
    processes = [(MODELS.processes[process_id], element_id) for process_id, element_id in path]
    return [(process.name, process[element_id].name) for process, element_id in processes]


def _is_back(case: Case, task: str, group: str) -> None:
    found = case.office.task(case.code, STEP_IDS[task], group)
    assert "بازگشت" in case.office.engine.form_variables(found.id)["stepText"]


def _status(case: Case) -> str:
    return str(case.office.call("GET", f"/requests/{case.code}").json()["status"])
