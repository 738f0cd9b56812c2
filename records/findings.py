"""What was found at the connection, and what was offered and done about it?"""

from collections.abc import Sequence

from sqlalchemy import delete, select

from records.repository import Repository, Unknown
from records.tables import FiledDamage, FiledRemoval, FiledTerms, FiledTest, Visit


class Tests(Repository):
    """Meter tests as sent."""

    __test__ = False

    def latest(self, tracking_code: str) -> FiledTest | None:
        """The last test sent, accepted or doubted."""
        query = select(FiledTest).filter_by(tracking_code=tracking_code).order_by(FiledTest.round.desc())
        return self._session.scalar(query.limit(1))

    def accepted(self, tracking_code: str) -> FiledTest:
        """The last test that nothing was doubted about; `Unknown` where there is none."""
        query = select(FiledTest).filter_by(tracking_code=tracking_code).where(FiledTest.doubts == [])
        row = self._session.scalar(query.order_by(FiledTest.round.desc()).limit(1))
        if row is None:
            raise Unknown("no meter test has been accepted")
        return row


class Damages(Repository):
    """Damages that were found."""

    def of_case(self, tracking_code: str) -> Sequence[FiledDamage]:
        """All damages of the case, those of the test first."""
        query = select(FiledDamage).filter_by(tracking_code=tracking_code)
        return self._session.scalars(query.order_by(FiledDamage.phase.desc(), FiledDamage.kind)).all()

    def find(self, tracking_code: str, phase: str, kind: str) -> FiledDamage | None:
        """That damage, if it was found."""
        return self._session.get(FiledDamage, (tracking_code, phase, kind))

    def forget(self, tracking_code: str, phase: str) -> None:
        """Takes back what an earlier round of that phase found: the meter was tested again."""
        self._session.execute(delete(FiledDamage).filter_by(tracking_code=tracking_code, phase=phase))


class TermsOffered(Repository):
    """Terms of each round."""

    def latest(self, tracking_code: str) -> FiledTerms | None:
        """The terms of the last round, if any."""
        query = select(FiledTerms).filter_by(tracking_code=tracking_code).order_by(FiledTerms.round.desc())
        return self._session.scalar(query.limit(1))

    def get(self, tracking_code: str) -> FiledTerms:
        """The terms of the last round; `Unknown` before the first."""
        row = self.latest(tracking_code)
        if row is None:
            raise Unknown("no terms have been estimated")
        return row


class Visits(Repository):
    """Visits that came to nothing."""

    def of_case(self, tracking_code: str, purpose: str | None = None) -> Sequence[Visit]:
        """The case's visits in order, of one purpose if it is named."""
        query = select(Visit).filter_by(tracking_code=tracking_code)
        chosen = query.filter_by(purpose=purpose) if purpose else query
        return self._session.scalars(chosen.order_by(Visit.filed_at, Visit.round)).all()


class Removals(Repository):
    """Crews' reports as sent."""

    def latest(self, tracking_code: str) -> FiledRemoval | None:
        """The last report sent, accepted or doubted."""
        query = (
            select(FiledRemoval).filter_by(tracking_code=tracking_code).order_by(FiledRemoval.round.desc())
        )
        return self._session.scalar(query.limit(1))

    def accepted(self, tracking_code: str) -> FiledRemoval | None:
        """The report that nothing was doubted about: the removal is recorded."""
        query = select(FiledRemoval).filter_by(tracking_code=tracking_code).where(FiledRemoval.doubts == [])
        return self._session.scalar(query.limit(1))
