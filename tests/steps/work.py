"""The work (کار و گام) of staff: on whose desk it is, when it is late, and who did it."""

from pytest_bdd import parsers, then

from domain.groups import Group
from tests.kit import Case
from tests.steps.words import ELEMENTS, number, titled


@then(parsers.parse("انتظار «{element}» پایان نیافته است"))
def wait_goes_on(case: Case, element: str) -> None:
    with case.records() as records:
        assert records.steps.open(case.code, ELEMENTS[element]) is not None
        assert records.asks.open(case.code) is not None


@then(parsers.parse("دیرکرد «{element}» یک بار ثبت شده است"))
def late_once(case: Case, element: str) -> None:
    assert _late(case).count(ELEMENTS[element]) == 1


@then(parsers.parse("متصدی سامانه کار مانده «{element}» را با نام «{figure}» می‌بیند"))
def operator_sees(case: Case, element: str, figure: str) -> None:
    (task,) = case.office.engine.external_tasks(case.code)
    assert task.topic == ELEMENTS[element]
    assert figure in (task.error_message or "")


@then("هر گام را صاحب همان گام بسته است:")
def closed_by_owners(case: Case, datatable: list[list[str]]) -> None:
    with case.records() as records:
        closed = {step.step: (step.owner, step.closed_by) for step in records.steps.of_case(case.code)}
    for step, owner in datatable[1:]:
        group = titled(Group, owner)
        assert closed[ELEMENTS[step]] == (group, group)


@then(parsers.parse("هشدار مدت خدمت در {first} و {second} و {third} درصد هر یک یک بار ثبت شده است"))
def warned(case: Case, first: str, second: str, third: str) -> None:
    with case.records() as records:
        warnings = [row.percent for row in records.breaches.newest_warnings(10)]
    assert sorted(warnings) == [number(first), number(second), number(third)]


@then("هیچ دیرکردی ثبت نشده است")
def nothing_was_late(case: Case) -> None:
    assert _late(case) == []


@then("هیچ کاری نزد کارکنان نیست")
def nobody_has_work(case: Case) -> None:
    assert case.office.engine.tasks(case.code) == []


@then(parsers.parse("کار «{task}» تنها نزد «{owner}» است"))
def waits_only_with(case: Case, task: str, owner: str) -> None:
    see_it = [group for group in Group if _sees(case, group, ELEMENTS[task])]
    assert see_it == [titled(Group, owner)]


@then(parsers.parse("کار «{task}» دلیل بازگشت «{reason}» را نشان می‌دهد"))
def says_why_it_is_back(case: Case, task: str, reason: str) -> None:
    with case.records() as records:
        step = records.steps.open(case.code, ELEMENTS[task])
    assert step is not None
    found = case.office.task(case.code, ELEMENTS[task], step.owner)
    assert reason in case.office.engine.form_variables(found.id)["stepText"]
    assert found.assignee == step.owner  # the account of the group's one member, who sent it


@then(parsers.parse("گام «{element}» طی نشده است"))
def did_not_pass(case: Case, element: str) -> None:
    assert ELEMENTS[element] not in _steps(case)


def _late(case: Case) -> list[str]:
    with case.records() as records:
        return [breach.step for breach in records.breaches.of_case(case.code)]


def _sees(case: Case, group: str, task: str) -> bool:
    return task in [one.key for one in case.office.as_member(group).tasks(case.code)]


def _steps(case: Case) -> list[str]:
    return [element for _, element in case.path()]
