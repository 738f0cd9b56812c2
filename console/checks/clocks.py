"""How far may two clocks differ? Deadlines are judged by ours, timers fire by the engine's."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.checks.finding import Finding, bad, good, warning

NOTICEABLE = timedelta(seconds=10)
TOO_FAR = timedelta(minutes=1)
REMEDY = "Let both machines keep their time by NTP: timedatectl set-ntp true"


def compared(what: str, theirs: datetime, ours: datetime) -> Iterator[Finding]:
    """A timer that fires a little early is set again, so that seconds do no harm."""
    apart = abs(theirs - ours)
    says = f"differs from this machine's by {apart.total_seconds():.0f} s"
    if apart >= TOO_FAR:
        yield bad(what, says, REMEDY)
    elif apart >= NOTICEABLE:
        yield warning(what, says, REMEDY)
    else:
        yield good(what, "agrees with this machine's")
