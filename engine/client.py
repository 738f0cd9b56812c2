"""How do we ask the engine, and tell it, anything? The one client, over pycamunda 0.6.1.

Every method may raise EngineAway (no answer came; the deed may be done) or EngineError (it refused).
Times that the engine counts are in milliseconds, as its interface has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import pycamunda
import pycamunda.externaltask as external
import requests

from engine.answers import (
    Activity,
    Answer,
    Deployment,
    ExternalTask,
    HistoricInstance,
    Incident,
    Instance,
    Job,
    LockedTask,
    TopicRequest,
    UserTask,
)
from engine.errors import EngineAway, EngineError, NobodyWaits
from engine.rest import Call, Correlate, Deploy, Fetch
from engine.session import open_session
from engine.variables import decode, encode, timestamp

__all__ = [
    "Activity",
    "Deployment",
    "Engine",
    "EngineAway",
    "EngineError",
    "ExternalTask",
    "HistoricInstance",
    "Incident",
    "Instance",
    "Job",
    "LockedTask",
    "NobodyWaits",
    "TopicRequest",
    "UserTask",
]

A = TypeVar("A", bound=Answer)

KEPT_OF_A_TASK = (
    "name",
    "description",
    "priority",
    "assignee",
    "owner",
    "delegationState",
    "followUp",
    "parentTaskId",
    "caseInstanceId",
    "tenantId",
)
"""What the engine forgets of a task when an update leaves it out."""

LONGEST_POLL = 30_000  # milliseconds; a parked poll whose client has gone still locks a task


class Engine:
    """One account's view of the engine at `url` (ending in /engine-rest); may be shared by threads."""

    def __init__(self, url: str, user: str, password: str, *, threads: int = 8) -> None:
        self.url = url.rstrip("/")
        self.user = user
        self._password = password
        self._session = open_session(self.url, (user, password), connections=threads + 2)
        self._activity_of: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"Engine({self.url}, {self.user})"

    def close(self) -> None:
        """Lets the connections go."""
        self._session.close()

    # External tasks

    def fetch_and_lock(
        self, worker_id: str, topics: Sequence[TopicRequest], max_tasks: int, long_poll_ms: int = 0
    ) -> list[LockedTask]:
        """Locks what waits, oldest first; with nothing there, waits up to `long_poll_ms` for it."""
        patience = min(long_poll_ms, LONGEST_POLL) or None
        request = Fetch(self.url, worker_id, max_tasks, async_response_timeout=patience)
        request.sorting = [{"sortBy": "createTime", "sortOrder": "asc"}]
        for topic in topics:
            request.add_topic(topic.name, topic.lock_ms, variables=list(topic.variables))
            request.topics[-1].update({"businessKey": topic.business_key} if topic.business_key else {})
        locks = {topic.name: topic.lock_ms for topic in topics}
        return [_locked(row, locks[row["topicName"]]) for row in self.send(request)]

    def complete(self, task_id: str, worker_id: str, variables: Mapping[str, Any] | None = None) -> None:
        """Ends the task with its results; 404 when it is gone, 400 when another worker holds it."""
        request = external.Complete(self.url, task_id, worker_id)
        request.variables = encode(variables or {})
        self.send(request)

    def fail(
        self, task_id: str, worker_id: str, message: str, details: str, retries: int, retry_timeout_ms: int
    ) -> None:
        """Reports a failure; with no retries left the engine raises an incident."""
        self.send(
            external.HandleFailure(
                self.url,
                task_id,
                worker_id,
                message,
                details,
                retries=retries,
                retry_timeout=retry_timeout_ms,
            )
        )

    def bpmn_error(
        self, task_id: str, worker_id: str, code: str, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Throws the model's error of this code; the engine refuses one that nothing catches."""
        request = external.HandleBPMNError(self.url, task_id, worker_id, code)
        request.variables = encode(variables or {})
        self.send(request)

    def extend_lock(self, task_id: str, worker_id: str, lock_ms: int) -> None:
        """Counts the lock anew from now; 400 when it has already run out."""
        self.send(external.ExtendLock(self.url, task_id, lock_ms, worker_id))

    def unlock(self, task_id: str) -> None:
        """Gives the task back, for any worker to fetch at once."""
        self.send(external.Unlock(self.url, task_id))

    def set_retries(self, task_id: str, retries: int) -> None:
        """Lets a task be tried again; its incident goes."""
        self.send(external.SetRetries(self.url, task_id, retries))

    def set_job_retries(self, job_id: str, retries: int) -> None:
        """Lets a timer or another job be tried again; its incident goes."""
        self.call("PUT", f"/job/{quote(job_id)}/retries", body={"retries": retries})

    def waiting_topics(self) -> set[str]:
        """The topics of all external tasks that are there, of every deployed version."""
        return set(self._get("/external-task/topic-names"))

    def external_task(self, task_id: str) -> ExternalTask | None:
        """The task as it stands, or None when it is gone (or not ours to see)."""
        try:
            return ExternalTask.model_validate(self._get(f"/external-task/{quote(task_id)}"))
        except EngineError as error:
            if error.status == 404:
                return None
            raise

    def external_tasks(self, business_key: str | None = None) -> list[ExternalTask]:
        """Every external task that waits or is being done, of one case or of all."""
        if business_key is None:
            return _many(ExternalTask, self._get("/external-task"))
        instances = [instance.id for instance in self.running(business_key)]
        return (
            _many(ExternalTask, self._get("/external-task", processInstanceIdIn=instances))
            if instances
            else []
        )

    # Messages, deployments, decisions

    def correlate(
        self,
        message: str,
        *,
        business_key: str | None = None,
        correlation: Mapping[str, str] | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        """Rings one message at exactly one waiting place, or starts a process by it.

        Not idempotent: after EngineAway, look before ringing a start again. NobodyWaits when nothing matches.
        """
        request = Correlate(self.url, message, business_key=business_key)
        request.correlation_keys = encode(correlation or {})
        request.process_variables = encode(variables or {})
        try:
            self.send(request)
        except EngineError as error:
            raise _as_nobody_waits(error) from None

    def deploy(self, name: str, files: Mapping[str, bytes]) -> Deployment:
        """All files as one deployment; an unchanged set answers the deployment that is already there."""
        request = Deploy(self.url, name, source="barchin", enable_duplicate_filtering=True)
        for file_name, content in files.items():
            request.add_resource((file_name, content))
        deployment = Deployment.model_validate(self.send(request))
        return deployment.model_copy(update=self._definitions(deployment.id))

    def _definitions(self, deployment_id: str) -> dict[str, tuple[str, ...]]:
        # The answer to a deployment lists only what is new, so what it holds is asked for.
        return {
            plural: tuple(sorted(row["key"] for row in self._get(f"/{kind}", deploymentId=deployment_id)))
            for plural, kind in (("processes", "process-definition"), ("decisions", "decision-definition"))
        }

    def version(self) -> str:
        """The engine's own version."""
        return str(self._get("/version")["version"])

    def model(self, definition_id: str) -> bytes:
        """The model of a process definition, as it was deployed."""
        return str(self._get(f"/process-definition/{quote(definition_id)}/xml")["bpmn20Xml"]).encode()

    def newest_models(self) -> dict[str, bytes]:
        """The newest deployed model of each process, by its key."""
        rows = self._get("/process-definition", latestVersion=True)
        return {row["key"]: self.model(row["id"]) for row in rows}

    def evaluate(self, decision_key: str, variables: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of the newest version of a decision that match."""
        path = f"/decision-definition/key/{quote(decision_key)}/evaluate"
        return [decode(row) for row in self._post(path, {"variables": encode(variables)})]

    # Instances

    def running(self, business_key: str, process_key: str | None = None) -> list[Instance]:
        """The case's running instances, called ones included; of one process where its key is given."""
        query = {"businessKey": business_key, "processDefinitionKey": process_key}
        return _many(Instance, self._get("/process-instance", **query))

    def has_instance(
        self, business_key: str, process_key: str, variables: Mapping[str, str] | None = None
    ) -> bool:
        """Whether the process was ever started for the case, running or ended.

        `variables` tells apart instances of one case by texts that they were started with.
        """
        query = {"processInstanceBusinessKey": business_key, "processDefinitionKey": process_key}
        had = [{"name": name, "operator": "eq", "value": value} for name, value in (variables or {}).items()]
        if self._post("/history/process-instance", query | {"variables": had}):
            return True
        return not had and bool(self.running(business_key, process_key))

    def incidents(self, business_key: str | None = None) -> list[Incident]:
        """What waits for an operator, in one case or in all."""
        if business_key is None:
            return _many(Incident, self._get("/incident"))
        rows = (self._get("/incident", processInstanceId=one.id) for one in self.running(business_key))
        return _many(Incident, [row for page in rows for row in page])

    def business_keys(self, instance_ids: Sequence[str]) -> dict[str, str]:
        """The business key of each of these running instances."""
        if not instance_ids:  # which the engine answers with 500
            return {}
        found = self._post("/process-instance", {"processInstanceIds": list(instance_ids)})
        return {row["id"]: row["businessKey"] or "" for row in found}

    def jobs(self, business_key: str) -> list[Job]:
        """The case's timers, the earliest first."""
        instances = [instance.id for instance in self.running(business_key)]
        if not instances:
            return []
        query = {"sortBy": "jobDueDate", "sortOrder": "asc"}
        rows = self._get("/job", processInstanceIds=instances, **query)
        return _many(Job, [row | {"activityId": self._activity(row["jobDefinitionId"])} for row in rows])

    def _activity(self, job_definition_id: str) -> str:
        if job_definition_id not in self._activity_of:
            definition = self._get(f"/job-definition/{quote(job_definition_id)}")
            self._activity_of[job_definition_id] = definition["activityId"]
        return self._activity_of[job_definition_id]

    def set_job_due(self, job_id: str, due: datetime) -> None:
        """Moves a timer to another moment; 404 when it has fired or gone."""
        self.call("PUT", f"/job/{quote(job_id)}/duedate", body={"duedate": timestamp(due)})

    def execute_job(self, job_id: str) -> None:
        """Fires a timer now, whatever its date; 404 also means a lost race: look, then repeat."""
        self._post(f"/job/{quote(job_id)}/execute")

    # User tasks and people

    def tasks(self, business_key: str | None = None, candidate_group: str | None = None) -> list[UserTask]:
        """The open user tasks that this account may see, the oldest first."""
        query = {
            "processInstanceBusinessKey": business_key,
            "candidateGroup": candidate_group,
            "includeAssignedTasks": bool(candidate_group) or None,
            "sortBy": "created",
            "sortOrder": "asc",
        }
        return _many(UserTask, self._get("/task", **query))

    def set_task_due(self, task_id: str, due: datetime) -> None:
        """Gives the task another due date; 404 when it is done or gone.

        The engine takes only whole tasks, so that whoever claims it at this very moment may lose the claim.
        """
        task = self._get(f"/task/{quote(task_id)}")
        kept = {name: task[name] for name in KEPT_OF_A_TASK}
        self.call("PUT", f"/task/{quote(task_id)}", body=kept | {"due": timestamp(due)})

    def form_schema(self, task_id: str) -> dict[str, Any]:
        """The form as it was deployed with the process."""
        schema: dict[str, Any] = self._get(f"/task/{quote(task_id)}/deployed-form")
        return schema

    def form_variables(self, task_id: str) -> dict[str, Any]:
        """What the form of the task shows when it is opened."""
        return decode(self._get(f"/task/{quote(task_id)}/form-variables"))

    def submit_form(self, task_id: str, variables: Mapping[str, Any]) -> None:
        """Completes a user task by its form; a form refused by its own rules answers 500: never repeat."""
        self._post(f"/task/{quote(task_id)}/submit-form", {"variables": encode(variables)})

    def verify_identity(self, user: str, password: str) -> bool:
        """Whether this is the user's password."""
        answer = self._post("/identity/verify", {"username": user, "password": password})
        return bool(answer["authenticated"])

    def groups_of(self, user: str) -> list[str]:
        """The ids of the user's groups."""
        return sorted(group["id"] for group in self._get("/identity/groups", userId=user)["groups"])

    def set_password(self, user: str, password: str) -> None:
        """Gives the user a password; the engine wants to know ours with it."""
        body = {"password": password, "authenticatedUserPassword": self._password}
        self.call("PUT", f"/user/{quote(user)}/credentials", body=body)

    def may_work(self) -> bool:
        """Whether this account may fetch and answer tasks; without the right, a fetch is empty in silence."""
        needed = ("READ_INSTANCE", "UPDATE_INSTANCE")
        return all(self.may(permission, "PROCESS_DEFINITION", 6) for permission in needed)

    def may(self, permission: str, resource: str, number: int, resource_id: str = "*") -> bool:
        """Whether this account has that permission on the resource, which the engine knows by its number."""
        query = {"permissionName": permission, "resourceName": resource, "resourceType": number}
        return bool(self._get("/authorization/check", resourceId=resource_id, **query)["authorized"])

    # History

    def history_instances(self, business_key: str) -> list[HistoricInstance]:
        """Every instance that the case ever had, in the order of their start."""
        query = {"processInstanceBusinessKey": business_key, "sortBy": "startTime", "sortOrder": "asc"}
        return _many(HistoricInstance, self._get("/history/process-instance", **query))

    def history_activities(self, business_key: str) -> list[Activity]:
        """The way that the case took through all its instances, in order."""
        instances = self.history_instances(business_key)
        steps = [step for instance in instances for step in self._activities(instance.id)]
        return sorted(steps, key=lambda step: step.start)

    def _activities(self, instance_id: str) -> list[Activity]:
        # Of one instance only: the engine ignores a list of them without a word.
        order = [{"sortBy": name, "sortOrder": "asc"} for name in ("startTime", "occurrence")]
        body = {"processInstanceId": instance_id, "sorting": order}
        return _many(Activity, self._post("/history/activity-instance", body))

    def wipe_variable_history(self, instance_id: str) -> None:
        """Deletes every value that history keeps of the instance; its activities and tasks stay."""
        self._delete(f"/history/process-instance/{quote(instance_id)}/variable-instances")

    # Sending

    def send(self, request: Any) -> Any:
        """Sends any request of pycamunda, or of `engine.rest`, under our account and time limits."""
        request.session = self._session
        try:
            return request()
        except (pycamunda.PyCamundaException, requests.RequestException) as error:
            raise self._fault(error) from None

    def call(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> Any:
        """One call of the REST interface that has no method of its own here."""
        return self.send(Call(self.url, method, path, query=query, body=body))

    def _get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, query=query)

    def _post(self, path: str, body: Any = None) -> Any:
        return self.call("POST", path, body=body if body is not None else {})

    def _delete(self, path: str) -> None:
        self.call("DELETE", path)

    def _fault(self, error: Exception) -> EngineAway | EngineError:
        # pycamunda wraps the transport's exception and keeps it as its first argument.
        cause = error.args[0] if isinstance(error, pycamunda.PyCamundaException) and error.args else error
        if isinstance(cause, requests.ConnectionError | requests.Timeout):
            return EngineAway(self.url, type(cause).__name__)
        return EngineError(0, type(cause).__name__)


def _many(kind: type[A], rows: Iterable[Any]) -> list[A]:
    return [kind.model_validate(row) for row in rows]


def _locked(row: dict[str, Any], lock_ms: int) -> LockedTask:
    ours = {"variables": decode(row.get("variables") or {}), "lock_ms": lock_ms}
    return LockedTask.model_validate(row | ours)


def _as_nobody_waits(error: EngineError) -> EngineError:
    if error.status == 400 and "MismatchingMessageCorrelation" in f"{error.type} {error.message}":
        return NobodyWaits(error.status, error.type, error.message, error.code)
    return error
