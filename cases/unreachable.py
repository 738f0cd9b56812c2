"""What happens when a notice reaches nobody? Somebody calls, once a notice (SLA-3.6)."""

from datetime import datetime

from domain.titled import Titled
from records.repositories import Records
from records.tables import Bell, Dispatch

MESSAGE = "notice-undeliverable"


class CallResult(Titled):
    """What came of a call."""

    REACHED = "reached", "گفت‌وگو شد"
    NOT_REACHED = "not-reached", "پاسخ نداد"
    WRONG_NUMBER = "wrong-number", "شماره نادرست"


def notice_undeliverable(records: Records, dispatch: Dispatch, now: datetime) -> None:
    """Has the subscriber called about that SMS; saying it again changes nothing."""
    if dispatch.tracking_code is None or dispatch.kind != "sms":
        return
    records.bells.hold(MESSAGE, str(dispatch.id))
    about = notice_of(dispatch.id)
    if records.bells.find(dispatch.tracking_code, MESSAGE, about) is None:
        records.bells.add(
            Bell(tracking_code=dispatch.tracking_code, message=MESSAGE, variables=about, next_ring_at=now)
        )


def notice_of(dispatch_id: int) -> dict[str, str]:
    """The variable by which the engine tells such calls apart: a text, which its queries compare exactly."""
    return {"noticeId": str(dispatch_id)}
