"""What became of the case: in the engine's history, the records, the ledger, the SMS; and what did not."""

from pytest_bdd import parsers, then

from domain.groups import Group
from domain.ledger import Account
from domain.meter import Verdict
from domain.persian import normalise
from domain.requests import Outcome, Status
from tests.kit import MODELS, Case
from tests.privacy import traces_in_engine
from tests.steps.case import rial
from tests.steps.words import ELEMENTS, NOTICES

MAIN = "permanent-service-removal"
OUTCOMES = {outcome.title: outcome for outcome in Outcome}
GROUPS = {group.title: group.value for group in Group}
STATUSES = {status.title: status for status in Status}


@then(parsers.parse("وضعیت درخواست «{title}» است"))
def has_status(case: Case, title: str) -> None:
    assert case.status() == STATUSES[title]


@then(parsers.parse("گام «{element}» طی شده است"))
def passed(case: Case, element: str) -> None:
    assert ELEMENTS[element] in [one for _, one in case.path()]


@then(parsers.parse("گام «{element}» طی نشده است"))
def did_not_pass(case: Case, element: str) -> None:
    assert ELEMENTS[element] not in [one for _, one in case.path()]


@then(parsers.parse("کار «{task}» نزد «{group}» است"))
def waits_at(case: Case, task: str, group: str) -> None:
    case.office.task(case.code, ELEMENTS[task], GROUPS[group])


@then(parsers.parse("آخرین پیامک «{key}» است"))
def last_notice(case: Case, key: str) -> None:
    assert case.notices()[-1] == NOTICES[key]


@then(parsers.parse("پاسخ «{status}» است"))
def was_answered(case: Case, status: str) -> None:
    assert case.answered is not None
    assert case.answered.status_code == int(normalise(status))


@then(parsers.parse("پاسخ با استناد به بند «{clause}» رد است"))
def was_refused_by_clause(case: Case, clause: str) -> None:
    assert case.answered is not None
    assert (case.answered.status_code, case.answered.json()["clause"]) == (403, clause)


@then("جمع ریز اقلام هزینه برابر مبلغ خواسته‌شده است")
def lines_sum_to_amount(case: Case) -> None:
    with case.records() as records:
        quote = records.quotes.get(case.code).quote
        ask = records.asks.open(case.code, "payment")
        assert ask is not None
        assert sum(line.amount for line in quote.lines) == quote.payable == ask.amount


@then("هیچ پرداختی خواسته نشده است")
def nothing_asked_to_be_paid(case: Case) -> None:
    with case.records() as records:
        assert records.asks.latest(case.code, "payment") is None


@then("وجه پرداختی در انتظار بازگشت است")
def waits_to_be_returned(case: Case) -> None:
    with case.records() as records:
        paid = sum(payment.amount for payment in records.payments.of_case(case.code))
        assert paid > 0
        assert records.ledger.balance(case.code, Account.TO_RETURN) == -paid


@then(parsers.parse("{amount} ریال پول ناشناخته است"))
def is_unmatched(case: Case, amount: str) -> None:
    with case.records() as records:
        assert sum(payment.amount for payment in records.payments.unmatched()) == rial(amount)
        assert records.ledger.balances()["unmatched"] == -rial(amount)


@then(parsers.parse("تشخیص کنتور «{title}» است"))
def verdict_is(case: Case, title: str) -> None:
    with case.records() as records:
        assert Verdict(records.terms.get(case.code).verdict).title == title


@then(parsers.parse("مسئول خسارت «{kind}» «{liability}» است"))
def borne_by(case: Case, kind: str, liability: str) -> None:
    with case.records() as records:
        found = {damage.kind: damage.borne_by for damage in records.damages.of_case(case.code)}
    assert found == {kind: liability}


@then("خسارتی از مشترک گرفته نمی‌شود")
def no_damage_in_terms(case: Case) -> None:
    with case.records() as records:
        assert "damage" not in {line.key for line in records.terms.get(case.code).terms.lines}


@then("صورتحساب پایانی خسارت را در بر دارد")
def damage_is_charged(case: Case) -> None:
    assert "damage" in _closing_lines(case)


@then("صورتحساب پایانی خسارت را در بر ندارد")
def damage_is_not_charged(case: Case) -> None:
    assert "damage" not in _closing_lines(case)


@then("بانک یک بار پرداخت کرده است")
def paid_out_once(case: Case) -> None:
    orders = case.bank_orders()
    assert [order["state"] for order in orders] == ["paid"]
    with case.records() as records:
        (payout,) = records.payouts.of_case(case.code)
        assert payout.amount == orders[0]["wanted"]["amount"]


@then(parsers.parse("دیرکرد «{element}» یک بار ثبت شده است"))
def late_once(case: Case, element: str) -> None:
    with case.records() as records:
        late = [breach.step for breach in records.breaches.of_case(case.code)]
    assert late.count(ELEMENTS[element]) == 1


@then(parsers.parse("«{element}» همچنان نزد صاحب خود است"))
def work_is_not_taken_away(case: Case, element: str) -> None:
    step = ELEMENTS[element]
    with case.records() as records:
        open_step = records.steps.open(case.code, step)
    assert open_step is not None
    case.office.task(case.code, step, open_step.owner)


@then(parsers.parse("«{element}» هنوز پایان نیافته است"))
def wait_goes_on(case: Case, element: str) -> None:
    with case.records() as records:
        assert records.steps.open(case.code, ELEMENTS[element]) is not None
        assert records.asks.open(case.code) is not None


@then("هشدارهای ۷۵ و ۱۰۰ و ۱۵۰ درصد هر یک یک بار ثبت شده است")
def warned(case: Case) -> None:
    with case.records() as records:
        assert records.breaches.warned(case.code) == {75, 100, 150}


def _closing_lines(case: Case) -> set[str]:
    with case.records() as records:
        settlement = records.settlements.find(case.code)
        assert settlement is not None
        return {line.key for line in settlement.account.lines}


@then(parsers.parse("درخواست با نتیجه‌ی «{title}» پایان می‌یابد"))
def ends_with(case: Case, title: str) -> None:
    with case.records() as records:
        request = records.requests.get(case.code)
        assert request.outcome == OUTCOMES[title]
        assert request.ended_at is not None
    assert not case.office.engine.running(case.code, MAIN)


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
        assert closed[ELEMENTS[step]] == (group, group)


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
    found = case.office.task(case.code, ELEMENTS[task], group)
    assert "بازگشت" in case.office.engine.form_variables(found.id)["stepText"]
    assert found.assignee == group
