"""What was asked for, by whom, and about which connection?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import false, or_, select

from domain.connection import Connection
from records.repository import Repository, Unknown
from records.tables import (
    Document,
    DocumentContent,
    DocumentReview,
    Feedback,
    Request,
    Subscription,
    Withdrawal,
)


class Connections(Repository):
    """The billing system's register of connections."""

    def find(self, bill_id: str) -> Connection | None:
        """The connection of that bill id, or None where the register has none."""
        row = self._session.get(Subscription, bill_id)
        return row.connection if row else None

    def get(self, bill_id: str) -> Connection:
        """The connection of that bill id; `Unknown` where the register has none."""
        connection = self.find(bill_id)
        if connection is None:
            raise Unknown("the register has no connection for the case's bill id")
        return connection

    def replace(self, connections: Sequence[Connection], imported_at: datetime) -> None:
        """Adds each connection, in place of an older description of the same bill id."""
        for connection in connections:
            self._session.merge(
                Subscription(bill_id=connection.bill_id, connection=connection, imported_at=imported_at)
            )
        self._session.flush()


class Requests(Repository):
    """The requests; to lock one is to lock its case."""

    def find(self, tracking_code: str) -> Request | None:
        """The request of that tracking code, or None."""
        return self._session.get(Request, tracking_code)

    def get(self, tracking_code: str) -> Request:
        """The request of that tracking code; `Unknown` where there is none."""
        request = self.find(tracking_code)
        if request is None:
            raise Unknown(f"no request has the tracking code {tracking_code}")
        return request

    def lock(self, tracking_code: str) -> Request:
        """The request, held by this transaction until its end; `Unknown` where there is none."""
        request = self._session.get(Request, tracking_code, with_for_update=True, populate_existing=True)
        if request is None:
            raise Unknown(f"no request has the tracking code {tracking_code}")
        return request

    def codes(self) -> Sequence[str]:
        """The tracking codes of all requests, ended ones too."""
        return self._session.scalars(select(Request.tracking_code).order_by(Request.registered_at)).all()

    def named(
        self,
        most: int,
        *,
        tracking_code: str | None = None,
        bill_id: str | None = None,
        person: str | None = None,
        mobile: str | None = None,
    ) -> Sequence[Request]:
        """The newest requests that any of the numbers names; `person` is applicant or representative."""
        asked = (
            (Request.tracking_code, tracking_code),
            (Request.bill_id, bill_id),
            (Request.applicant_national_id, person),
            (Request.representative_national_id, person),
            (Request.applicant_mobile, mobile),
        )
        # A number that is not given would ask for what has none.
        names = or_(false(), *(column == number for column, number in asked if number is not None))
        query = select(Request).where(names).order_by(Request.registered_at.desc())
        return self._session.scalars(query.limit(most)).all()

    def of_idempotency_key(self, channel: str, key: str) -> Request | None:
        """The request that this channel registered under that key, if any."""
        return self._session.scalar(select(Request).filter_by(channel=channel, idempotency_key=key))

    def open_of_bill(self, bill_id: str) -> Request | None:
        """The request of that connection which has not ended, if any."""
        return self._session.scalar(select(Request).filter_by(bill_id=bill_id, ended_at=None))

    def unended(self) -> Sequence[Request]:
        """All requests that have not ended, in the order in which they were registered."""
        query = select(Request).filter_by(ended_at=None)
        return self._session.scalars(query.order_by(Request.registered_at, Request.tracking_code)).all()

    def was_served(self, bill_id: str) -> bool:
        """Whether that connection was removed and settled under an earlier request."""
        return (
            self._session.scalar(select(Request.tracking_code).filter_by(bill_id=bill_id, outcome="served"))
            is not None
        )


class Documents(Repository):
    """What was handed in, and what was decided about it."""

    def latest(self, tracking_code: str, kind: str) -> Document | None:
        """The document of that kind that was handed in last, if any."""
        query = select(Document).filter_by(tracking_code=tracking_code, kind=kind)
        return self._session.scalar(query.order_by(Document.round.desc()).limit(1))

    def of_case(self, tracking_code: str) -> Sequence[Document]:
        """All documents of the case, replaced ones too, in the order in which they were handed in."""
        query = select(Document).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(Document.filed_at, Document.kind, Document.round)).all()

    def keep(self, content_hash: str, content: bytes) -> None:
        """Keeps the bytes under their hash, once."""
        if self._session.get(DocumentContent, content_hash) is None:
            self.add(DocumentContent(content_hash=content_hash, content=content))

    def content(self, content_hash: str) -> bytes:
        """The bytes of that hash; `Unknown` where there are none."""
        row = self._session.get(DocumentContent, content_hash)
        if row is None:
            raise Unknown("no document has that content")
        return row.content

    def review(self, tracking_code: str) -> DocumentReview | None:
        """The last review of the case's documents, if any."""
        query = select(DocumentReview).filter_by(tracking_code=tracking_code)
        return self._session.scalar(query.order_by(DocumentReview.round.desc()).limit(1))


class Withdrawals(Repository):
    """Withdrawals, at most one a case."""

    def find(self, tracking_code: str) -> Withdrawal | None:
        """The case's withdrawal, if one was accepted."""
        return self._session.get(Withdrawal, tracking_code)


class Opinions(Repository):
    """What people thought of the service."""

    def find(self, tracking_code: str) -> Feedback | None:
        """The opinion given on that case, if any."""
        return self._session.get(Feedback, tracking_code)

    def all(self) -> Sequence[Feedback]:
        """All opinions, the newest first."""
        return self._session.scalars(select(Feedback).order_by(Feedback.given_at.desc())).all()
