"""Each account can do its work, and cannot without any one of its rights; staff see only their own tasks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.access import (
    CHANNELS,
    DEPLOYER,
    OPERATOR,
    RELAY,
    SENDER,
    WORKER,
    Account,
    Group,
    Plan,
    Resource,
    Right,
    provision,
)
from engine.client import Engine, EngineError
from engine.deployer import deploy
from tests.engine.accounts import GROUPS, engine_as, new_account, new_id
from tests.engine.trial import MODELS, advance_to_question, fetch, new_case, start

pytestmark = pytest.mark.engine
Work = Callable[[Engine, Engine], None]
LATER = datetime(2031, 1, 1, tzinfo=UTC)


def work_as_worker(worker: Engine, admin: Engine) -> None:
    case = start(admin)
    task = fetch(worker, case)[0].id
    worker.extend_lock(task, "worker", 60_000)
    worker.unlock(task)
    fetch(worker, case)
    worker.fail(task, "worker", "it failed", "", 1, 0)
    assert worker.external_task(task) is not None
    assert worker.evaluate("trial-choice", {"sound": True}) == [{"verdict": "keep"}]
    worker.complete(task, "worker")
    unlucky = start(admin)
    worker.bpmn_error(fetch(worker, unlucky)[0].id, "worker", "no-luck")


def work_as_relay(relay: Engine, admin: Engine) -> None:
    case = new_case()
    assert not relay.has_instance(case, "trial")
    relay.correlate("trial-started", business_key=case, variables={"askId": case})
    assert relay.running(case)
    admin.submit_form(advance_to_question(admin, case), {"number": 1})
    relay.correlate("trial-answered", correlation={"askId": case})
    assert relay.has_instance(case, "trial")
    assert relay.has_instance(case, "trial", {"askId": case})


def work_as_sender(sender: Engine, admin: Engine) -> None:
    case = start(admin, remarks="متن")
    [instance] = sender.history_instances(case)
    sender.wipe_variable_history(instance.id)


def work_as_deployer(deployer: Engine, admin: Engine) -> None:
    first = deploy(deployer, MODELS)
    assert deploy(deployer, MODELS) == first


def work_as_channels(channels: Engine, admin: Engine) -> None:
    person = Account(new_id(), new_id(), "کارمند نمونه", groups=("trial-group",))
    provision(admin, Plan(GROUPS, (person,)))
    assert channels.verify_identity(person.id, person.password)
    assert channels.groups_of(person.id) == ["trial-group"]


def work_as_operator(operator: Engine, admin: Engine) -> None:
    case = start(admin)
    task = fetch(admin, case)[0].id
    admin.fail(task, "worker", "it failed", "", 0, 0)
    (incident,) = [one for one in operator.incidents() if one.subject == task]
    instance, definition = incident.process_instance_id or "", incident.process_definition_id or ""
    assert operator.business_keys([instance]) == {instance: case}
    assert operator.business_keys([]) == {}
    assert b"await-answer" in operator.model(definition)
    operator.set_retries(task, 3)
    assert admin.incidents(case) == []
    question = advance_to_question(admin, case)
    operator.set_task_due(operator.tasks(case)[0].id, LATER)
    assert [one.due for one in admin.tasks(case)] == [LATER]
    admin.submit_form(question, {"number": 1})
    (timer,) = operator.jobs(case)
    assert timer.activity_id == "await-answer-deadline"
    operator.set_job_due(timer.id, LATER)
    operator.set_job_retries(timer.id, 1)
    assert [one.due for one in admin.jobs(case)] == [LATER]


ROLES: dict[str, tuple[tuple[Right, ...], Work]] = {
    "worker": (WORKER, work_as_worker),
    "relay": (RELAY, work_as_relay),
    "sender": (SENDER, work_as_sender),
    "deployer": (DEPLOYER, work_as_deployer),
    "channels": (CHANNELS, work_as_channels),
    "operator": (OPERATOR, work_as_operator),
}


def without_one(rights: tuple[Right, ...]) -> Iterator[tuple[str, tuple[Right, ...]]]:
    """Each way to take one permission away, with its name."""
    for right in rights:
        for taken in right.permissions:
            less = replace(right, permissions=tuple(one for one in right.permissions if one != taken))
            rest = tuple(one for one in rights if one != right)
            yield f"{right.resource.name} {taken}", (*rest, less) if less.permissions else rest


LESS = [
    pytest.param(rights, work, id=f"{role} without {taken}")
    for role, (all_rights, work) in ROLES.items()
    for taken, rights in without_one(all_rights)
]


def account_with(admin: Engine, *, rights: tuple[Right, ...] = (), groups: tuple[str, ...] = ()) -> Engine:
    return engine_as(admin, new_account(admin, rights=rights, groups=groups))


@pytest.mark.parametrize("role", ROLES)
def test_a_service_account_can_do_its_work(trial_engine: Engine, role: str) -> None:
    rights, work = ROLES[role]
    work(account_with(trial_engine, rights=rights), trial_engine)


@pytest.mark.parametrize(("rights", "work"), LESS)
def test_no_right_of_a_service_account_can_be_spared(
    trial_engine: Engine, rights: tuple[Right, ...], work: Work
) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011  a refusal, an empty answer: any way to fail
        work(account_with(trial_engine, rights=rights), trial_engine)


def test_a_worker_knows_whether_it_may_work(trial_engine: Engine) -> None:
    assert account_with(trial_engine, rights=WORKER).may_work()
    assert not account_with(trial_engine, rights=SENDER).may_work()


def test_a_member_sees_and_submits_the_tasks_of_the_group(trial_engine: Engine) -> None:
    case = start(trial_engine)
    task = advance_to_question(trial_engine, case)
    member = account_with(trial_engine, groups=("trial-group",))
    assert [seen.id for seen in member.tasks(case)] == [task]
    assert member.form_schema(task)["id"] == "trial-question"
    member.form_variables(task)
    member.submit_form(task, {"number": 1})
    assert trial_engine.tasks(case) == []


def test_a_member_of_another_group_is_refused(trial_engine: Engine) -> None:
    case = start(trial_engine)
    task = advance_to_question(trial_engine, case)
    stranger = account_with(trial_engine, groups=("another-group",))
    assert stranger.tasks(case) == []
    for deed in (
        lambda: stranger.form_variables(task),
        lambda: stranger.form_schema(task),
        lambda: stranger.submit_form(task, {"number": 1}),
        lambda: stranger.call("GET", f"/task/{task}/variables"),
    ):
        _refused(deed)
    assert len(trial_engine.tasks(case)) == 1


def test_staff_neither_start_cases_nor_read_or_change_their_variables(trial_engine: Engine) -> None:
    case = start(trial_engine, remarks="متن")
    advance_to_question(trial_engine, case)
    [instance] = trial_engine.running(case)
    member = account_with(trial_engine, groups=("trial-group",))
    variables = f"/process-instance/{instance.id}/variables"
    for deed in (
        lambda: member.correlate("trial-started", business_key=new_case()),
        lambda: member.call("GET", variables),
        lambda: member.call("PUT", f"{variables}/remarks", body={"value": "دیگر"}),
        lambda: member.deploy("theirs", {"theirs.form": b"{}"}),
    ):
        _refused(deed)
    for seen in ("/variable-instance", "/history/variable-instance", "/process-definition", "/external-task"):
        assert member.call("GET", seen) == []


def test_provisioning_again_changes_nothing_but_what_the_plan_changed(trial_engine: Engine) -> None:
    person = Account(new_id(), new_id(), "نمونه", groups=("trial-group",))
    service = Account(new_id(), new_id(), "نمونه", rights=SENDER)
    provision(trial_engine, Plan(GROUPS, (person, service)))
    before = _state(trial_engine)
    renamed = Group("trial-group", "گروه آزمایش با نام تازه")
    changed = replace(service, password=new_id(), rights=(replace(SENDER[0], permissions=("READ_HISTORY",)),))
    provision(trial_engine, Plan((renamed,), (replace(person, password=new_id()), changed)))
    assert _state(trial_engine) == before
    assert trial_engine.verify_identity(person.id, person.password), "a person's password stays theirs"
    assert trial_engine.verify_identity(service.id, changed.password)
    assert trial_engine.call("GET", "/group/trial-group")["name"] == "گروه آزمایش با نام تازه"
    query = {"userIdIn": service.id, "resourceType": int(Resource.PROCESS_DEFINITION)}
    assert trial_engine.call("GET", "/authorization", query=query)[0]["permissions"] == ["READ_HISTORY"]


def test_a_plan_shows_no_password() -> None:
    assert "a-secret" not in repr(Account("worker", "a-secret", "نمونه"))


def _state(engine: Engine) -> dict[str, int]:
    kinds = ("authorization", "user", "group", "filter")
    return {kind: engine.call("GET", f"/{kind}/count")["count"] for kind in kinds}


def _refused(deed: Callable[[], object]) -> None:
    with pytest.raises(EngineError) as refusal:
        deed()
    assert refusal.value.status == 403
