"""Who may do what in the engine? Groups, accounts and their least rights, brought about as a plan says.

The rights of each role were found by trial on 7.24: without any one of them its work fails.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from urllib.parse import quote

import pycamunda.group
import pycamunda.user

from engine.client import Engine, EngineError


class Resource(IntEnum):
    """The kinds of things that a right is about, by the engine's numbers."""

    APPLICATION = 0
    USER = 1
    GROUP = 2
    FILTER = 5
    PROCESS_DEFINITION = 6
    PROCESS_INSTANCE = 8
    DEPLOYMENT = 9
    DECISION_DEFINITION = 10


@dataclass(frozen=True)
class Right:
    """Permissions on one thing of a kind, or on all of them."""

    resource: Resource
    permissions: tuple[str, ...]
    resource_id: str = "*"


WORKER = (
    Right(Resource.PROCESS_DEFINITION, ("READ_INSTANCE", "UPDATE_INSTANCE")),
    Right(Resource.DECISION_DEFINITION, ("READ", "CREATE_INSTANCE")),
)
"""Fetches and answers tasks, evaluates decisions.

For all processes at once, to be asked for these costs it nothing that can be measured: a ratio of 0.97 to an
administrator, who is asked for none (`tests/engine/cost_of_rights.py`). More rights would not make it faster.
"""

RELAY = (
    Right(
        Resource.PROCESS_DEFINITION, ("CREATE_INSTANCE", "READ_INSTANCE", "UPDATE_INSTANCE", "READ_HISTORY")
    ),
    Right(Resource.PROCESS_INSTANCE, ("CREATE",)),
)
"""Rings messages, and looks whether a case was started before."""

SENDER = (Right(Resource.PROCESS_DEFINITION, ("READ_HISTORY", "DELETE_HISTORY")),)
"""Wipes the variables of ended cases from history."""

DEPLOYER = (
    Right(Resource.DEPLOYMENT, ("CREATE",)),
    Right(Resource.PROCESS_DEFINITION, ("READ",)),
    Right(Resource.DECISION_DEFINITION, ("READ",)),
)
"""Deploys models, and sees what is deployed."""

CHANNELS = (Right(Resource.USER, ("READ",)), Right(Resource.GROUP, ("READ",)))
"""Verifies the passwords of staff, and reads their groups."""

OPERATOR = (
    Right(
        Resource.PROCESS_DEFINITION, ("READ", "READ_INSTANCE", "UPDATE_INSTANCE", "READ_TASK", "UPDATE_TASK")
    ),
)
"""Sees what stands still and lets it be tried again; moves the dates of timers and tasks.

The engine knows no right for a date alone: who may move a task's may also do the task.
"""

STAFF = (Right(Resource.APPLICATION, ("ACCESS",), "tasklist"),)
"""Opens Tasklist. The tasks of their groups they see and submit by what the engine grants to candidates."""


OWN_ACCOUNT = ("READ", "UPDATE")
"""Everybody's on their own account: password and name. By its default the engine lets them delete it too."""


@dataclass(frozen=True)
class Group:
    """Staff of one kind; the name is what people read."""

    id: str
    name: str


@dataclass(frozen=True)
class Account:
    """Somebody who logs in: a person by groups, a service by rights of its own."""

    id: str
    password: str = field(repr=False)
    name: str
    groups: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All that an installation needs; every group gets the rights of staff."""

    groups: tuple[Group, ...]
    accounts: tuple[Account, ...]


def provision(engine: Engine, plan: Plan) -> None:
    """Makes what is missing and adjusts what differs; nothing that the plan does not name is touched.

    A service's password is set each time; a person's only with the account, since it is theirs to change.
    """
    for group in plan.groups:
        _keep_group(engine, group)
    for account in plan.accounts:
        _keep_account(engine, account)
    for group in plan.groups:
        for right in STAFF:
            grant(engine, right, group_id=group.id)


def _keep_group(engine: Engine, group: Group) -> None:
    if _exists(engine, f"/group/{quote(group.id)}"):
        body = {"id": group.id, "name": group.name, "type": "WORKFLOW"}
        engine.call("PUT", f"/group/{quote(group.id)}", body=body)
    else:
        engine.send(pycamunda.group.Create(engine.url, group.id, group.name, "WORKFLOW"))


def _keep_account(engine: Engine, account: Account) -> None:
    if not _exists(engine, f"/user/{quote(account.id)}/profile"):
        _create_account(engine, account)
    elif account.rights:
        engine.set_password(account.id, account.password)
    for group_id in set(account.groups) - set(engine.groups_of(account.id)):
        engine.send(pycamunda.group.MemberCreate(engine.url, group_id, account.id))
    grant(engine, Right(Resource.USER, OWN_ACCOUNT, account.id), user_id=account.id)
    for right in account.rights:
        grant(engine, right, user_id=account.id)


def _create_account(engine: Engine, account: Account) -> None:
    # Every account has a last name, or Tasklist shows "null".
    create = pycamunda.user.Create
    engine.send(create(engine.url, account.id, account.name, "", password=account.password))


def _exists(engine: Engine, path: str) -> bool:
    try:
        engine.call("GET", path)
    except EngineError as error:
        if error.status == 404:
            return False
        raise
    return True


def grant(engine: Engine, right: Right, *, user_id: str | None = None, group_id: str | None = None) -> None:
    """Gives the account or the group exactly these permissions on that resource."""
    holder = {"type": 1, "resourceType": int(right.resource), "resourceId": right.resource_id}
    found = engine.call("GET", "/authorization", query={**holder, "userIdIn": user_id, "groupIdIn": group_id})
    body = {**holder, "userId": user_id, "groupId": group_id, "permissions": list(right.permissions)}
    if not found:
        engine.call("POST", "/authorization/create", body=body)
    elif set(found[0]["permissions"]) != set(right.permissions):
        engine.call("PUT", f"/authorization/{found[0]['id']}", body=body)
