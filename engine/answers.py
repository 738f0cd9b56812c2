"""What the engine tells us, as small frozen values: only the fields that somebody reads."""

from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Answer(BaseModel):
    """A value read from the engine's JSON; fields that we do not know are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=True)


class TopicRequest(Answer):
    """One topic of a fetch: lock in milliseconds, the variables wanted, and one case only where given."""

    name: str
    lock_ms: int
    variables: tuple[str, ...] = ()
    business_key: str | None = None


class LockedTask(Answer):
    """An external task that is ours until the lock ends; `retries` is None before its first failure."""

    id: str
    topic: str = Field(alias="topicName")
    business_key: str | None = None
    process_instance_id: str = ""
    process_key: str = Field(default="", alias="processDefinitionKey")
    activity_id: str = ""
    retries: int | None = None
    lock_expires: datetime | None = Field(default=None, alias="lockExpirationTime")
    created: datetime | None = Field(default=None, alias="createTime")
    lock_ms: int = 0
    variables: dict[str, Any] = {}
    fetched: float = Field(default_factory=monotonic)

    @property
    def age(self) -> timedelta:
        """How long ago the process came here: by the engine's own clock until the fetch, by ours since."""
        since = timedelta(seconds=monotonic() - self.fetched)
        if self.created is None or self.lock_expires is None:
            return since
        return self.lock_expires - timedelta(milliseconds=self.lock_ms) - self.created + since


class ExternalTask(Answer):
    """An external task as anybody may see it: who holds it, how often it may still be tried."""

    id: str
    topic: str = Field(alias="topicName")
    business_key: str | None = None
    worker_id: str | None = None
    retries: int | None = None
    error_message: str | None = None


class Deployment(Answer):
    """What one deployment holds: the keys of its processes and decisions, new or already there."""

    id: str
    name: str | None = None
    deployed_at: datetime = Field(alias="deploymentTime")
    processes: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


class Instance(Answer):
    """A running process instance; a called one carries the business key of its caller."""

    id: str
    business_key: str | None = None
    process_definition_id: str = Field(default="", alias="definitionId")


class UserTask(Answer):
    """A task that a person has to do; `form_key` names its form, whichever way the model refers to it."""

    id: str
    key: str = Field(alias="taskDefinitionKey")
    name: str | None = None
    due: datetime | None = None
    assignee: str | None = None
    process_instance_id: str | None = None
    form_key: str | None = Field(
        default=None, validation_alias=AliasChoices(AliasPath("camundaFormRef", "key"), "formKey", "form_key")
    )


class Job(Answer):
    """A timer (or another job) that waits; `activity_id` is the model's id of the event."""

    id: str
    activity_id: str
    due: datetime | None = Field(default=None, alias="dueDate")
    process_instance_id: str | None = None


class Incident(Answer):
    """Something that an operator must look at; the message holds no value of any variable."""

    id: str
    kind: str = Field(alias="incidentType")
    activity_id: str | None = None
    process_instance_id: str | None = None
    process_definition_id: str | None = None
    message: str | None = Field(default=None, alias="incidentMessage")
    subject: str | None = Field(default=None, alias="configuration")
    """The id of the external task or job that cannot go on."""
    since: datetime | None = Field(default=None, alias="incidentTimestamp")
    root: str | None = Field(default=None, alias="rootCauseIncidentId")
    """The incident of which this one is the echo in a calling process; its own id where it is none."""


class Activity(Answer):
    """One step of the way that a case took."""

    process_key: str = Field(alias="processDefinitionKey")
    activity_id: str
    activity_type: str
    start: datetime = Field(alias="startTime")
    end: datetime | None = Field(default=None, alias="endTime")
    canceled: bool = False


class HistoricInstance(Answer):
    """An instance, running or ended, as history keeps it."""

    id: str
    process_key: str = Field(alias="processDefinitionKey")
    state: str
    end: datetime | None = Field(default=None, alias="endTime")
