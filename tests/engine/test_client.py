"""What the client promises, on the real engine."""

from datetime import UTC, datetime

import pytest

from engine.client import Engine, EngineError, NobodyWaits
from tests.engine.trial import advance_to_question, fetch, new_case, start

pytestmark = pytest.mark.engine
DUE = datetime(2029, 12, 31, 20, 30, tzinfo=UTC)
LATER = datetime(2030, 1, 5, 9, 15, tzinfo=UTC)


def test_a_message_starts_a_case_with_its_variables(trial_engine: Engine) -> None:
    case = start(trial_engine, amount=1_254_000)
    [instance] = trial_engine.running(case)
    assert instance.business_key == case
    assert trial_engine.has_instance(case, "trial")


def test_a_case_is_not_seen_under_another_process(trial_engine: Engine) -> None:
    case = start(trial_engine)
    assert not trial_engine.has_instance(case, "another")
    assert trial_engine.running(case, "another") == []


def test_an_ended_case_is_still_seen(trial_engine: Engine) -> None:
    case = start(trial_engine)
    trial_engine.bpmn_error(fetch(trial_engine, case)[0].id, "worker", "no-luck")
    assert trial_engine.running(case) == []
    assert trial_engine.has_instance(case, "trial")


def test_instances_of_a_case_are_told_apart_by_what_they_were_started_with(trial_engine: Engine) -> None:
    case = start(trial_engine, noticeId="7")
    assert trial_engine.has_instance(case, "trial", {"noticeId": "7"})
    assert not trial_engine.has_instance(case, "trial", {"noticeId": "8"})


def test_a_timer_is_moved(trial_engine: Engine) -> None:
    case = start(trial_engine)
    trial_engine.submit_form(advance_to_question(trial_engine, case), {"number": 1})
    [timer] = trial_engine.jobs(case)
    trial_engine.set_job_due(timer.id, LATER)
    assert [job.due for job in trial_engine.jobs(case)] == [LATER]


def test_a_task_gets_another_due_date_and_loses_nothing_else(trial_engine: Engine) -> None:
    case = start(trial_engine)
    task_id = advance_to_question(trial_engine, case)
    trial_engine.call("POST", f"/task/{task_id}/assignee", body={"userId": "somebody"})
    [before] = trial_engine.tasks(case)
    trial_engine.set_task_due(task_id, LATER)
    [after] = trial_engine.tasks(case)
    assert after == before.model_copy(update={"due": LATER})
    assert after.assignee == "somebody"


def test_a_message_for_nobody_is_told(trial_engine: Engine) -> None:
    with pytest.raises(NobodyWaits):
        trial_engine.correlate("trial-answered", correlation={"askId": new_case()})


def test_a_wait_is_reached_by_the_key_of_its_ask_and_only_once(trial_engine: Engine) -> None:
    ask = new_case()
    case = start(trial_engine, askId=ask)
    trial_engine.submit_form(advance_to_question(trial_engine, case), {"number": 1})
    trial_engine.correlate("trial-answered", correlation={"askId": ask})
    assert trial_engine.running(case) == []
    with pytest.raises(NobodyWaits):
        trial_engine.correlate("trial-answered", correlation={"askId": ask})


def test_an_error_that_no_model_catches_leaves_the_task_where_it_is(trial_engine: Engine) -> None:
    case = start(trial_engine)
    task = fetch(trial_engine, case)[0].id
    with pytest.raises(EngineError) as refusal:
        trial_engine.bpmn_error(task, "worker", "unheard")
    assert refusal.value.status == 500
    assert trial_engine.external_task(task) is not None


def test_a_user_task_shows_its_form_and_what_stands_in_it(trial_engine: Engine) -> None:
    case = start(trial_engine, remarks="متن")
    task_id = advance_to_question(trial_engine, case)
    [task] = trial_engine.tasks(case, candidate_group="trial-group")
    assert (task.id, task.key, task.name) == (task_id, "ask-question", "پرسش")
    assert (task.form_key, task.due) == ("trial-question", DUE)
    assert trial_engine.form_schema(task_id)["id"] == "trial-question"
    assert trial_engine.form_variables(task_id) == {"remarks": "متن", "number": None}
    assert trial_engine.tasks(case, candidate_group="another") == []


def test_a_form_that_breaks_its_own_rules_is_refused_and_the_task_stays(trial_engine: Engine) -> None:
    case = start(trial_engine)
    task_id = advance_to_question(trial_engine, case)
    with pytest.raises(EngineError) as refusal:
        trial_engine.submit_form(task_id, {})
    assert refusal.value.status == 500
    assert len(trial_engine.tasks(case)) == 1


def test_a_timer_is_named_by_its_event_and_fired_by_hand(trial_engine: Engine) -> None:
    case, other = start(trial_engine), start(trial_engine)
    for one in (case, other):
        trial_engine.submit_form(advance_to_question(trial_engine, one), {"number": 1})
    [job] = trial_engine.jobs(case)
    assert (job.activity_id, job.due) == ("await-answer-deadline", DUE)
    trial_engine.execute_job(job.id)
    assert trial_engine.jobs(case) == []
    assert trial_engine.running(case) == []
    assert len(trial_engine.jobs(other)) == 1


def test_history_tells_the_way_of_a_case_in_order(trial_engine: Engine) -> None:
    case = start(trial_engine)
    trial_engine.submit_form(advance_to_question(trial_engine, case), {"number": 1})
    trial_engine.execute_job(trial_engine.jobs(case)[0].id)
    way = trial_engine.history_activities(case)
    assert [step.activity_id for step in way] == [
        "started",
        "trial-work",
        "ask-question",
        "await-answer",
        "await-answer-deadline",
        "late",
    ]
    assert [step.activity_id for step in way if step.canceled] == ["await-answer"]
    [instance] = trial_engine.history_instances(case)
    assert (instance.process_key, instance.state) == ("trial", "COMPLETED")


def test_a_wiped_history_keeps_the_way_and_no_value(trial_engine: Engine) -> None:
    case = start(trial_engine, remarks="متن")
    trial_engine.submit_form(advance_to_question(trial_engine, case), {"number": 1})
    trial_engine.execute_job(trial_engine.jobs(case)[0].id)
    [instance] = trial_engine.history_instances(case)
    trial_engine.wipe_variable_history(instance.id)
    for kept in ("variable-instance", "detail"):
        assert trial_engine.call("GET", f"/history/{kept}", query={"processInstanceId": instance.id}) == []
    assert len(trial_engine.history_activities(case)) == 6


def test_a_decision_answers_its_row(trial_engine: Engine) -> None:
    assert trial_engine.evaluate("trial-choice", {"sound": True}) == [{"verdict": "keep"}]
    assert trial_engine.evaluate("trial-choice", {"sound": False}) == [{"verdict": "drop"}]


def test_an_incident_is_seen_in_its_case_and_in_no_other(trial_engine: Engine) -> None:
    case, other = start(trial_engine), start(trial_engine)
    trial_engine.fail(fetch(trial_engine, case)[0].id, "worker", "a sentence", "", 0, 0)
    assert [incident.message for incident in trial_engine.incidents(case)] == ["a sentence"]
    assert trial_engine.incidents(other) == []
    assert "a sentence" in [incident.message for incident in trial_engine.incidents()]


def test_a_case_that_never_was_has_nothing(trial_engine: Engine) -> None:
    case = new_case()
    assert trial_engine.jobs(case) == []
    assert trial_engine.incidents(case) == []
    assert trial_engine.external_tasks(case) == []
    assert trial_engine.history_activities(case) == []
    assert not trial_engine.has_instance(case, "trial")
