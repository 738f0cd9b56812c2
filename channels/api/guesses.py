"""Who calls about cases that are not theirs? They are slowed, whatever call they guess with."""

from collections.abc import Iterator
from typing import Final

from fastapi import Depends, Request

from channels.api.callers import TheCaller
from channels.limits import MANY, ONE, guesses_counted, subject
from channels.parts import TheParts


def _guarded(request: Request, caller: TheCaller, parts: TheParts) -> Iterator[None]:
    if "code" not in request.path_params:
        yield
        return
    channel, user = caller.channel.value, caller.user
    subjects = (subject(parts, ONE, "user", channel, user), subject(parts, MANY, "channel", channel))
    with guesses_counted(parts, subjects):
        yield


guards_cases: Final = Depends(_guarded)
"""What every call that names a case stands behind; a call that names none is not counted."""
