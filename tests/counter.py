"""How does somebody reach the service who comes to the counter? Through a clerk at the desk, form by form."""

from collections.abc import Iterator, Mapping
from typing import Any

import requests

from console.rehearsal import Rehearsal
from domain.groups import Group
from domain.requests import Channel
from tests.channels.caller import logged_in
from tests.channels.clerk import A_FILE, Clerk


def member(office: Rehearsal, group: Group) -> Clerk:
    """A member of that group at one browser, let in with the password of the task list."""
    url, password = office.office.settings.public_url, office.office.secrets.staff[group]
    return Clerk(url, logged_in(url, group, password.get_secret_value()))


def apply(office: Rehearsal, application: Mapping[str, Any], channel: Channel) -> requests.Response:
    """The clerk enters the application; the answer leads to the page with the tracking code."""
    clerk = member(office, Group.FRONT_DESK)
    form = clerk.get("/desk/new").headers["Location"]
    return clerk.send(form, {**dict(_flat(application)), "channel": channel})


def registered_code(answer: requests.Response) -> str:
    """The tracking code of the page that the answer leads to."""
    return answer.headers["Location"].split("/")[-2]


def hand_in(office: Rehearsal, code: str, kind: str, channel: Channel) -> requests.Response:
    """The clerk sends a picture of the document that was shown at the counter."""
    clerk = member(office, Group.FRONT_DESK)
    return clerk.send(f"/desk/requests/{code}/documents", {"kind": kind, "channel": channel}, A_FILE)


def _flat(entries: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """The application as the fields of a form; what is ticked says `on`."""
    for name, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{within}{name}.")
        else:
            yield f"{within}{name}", "on" if value is True else str(value)
