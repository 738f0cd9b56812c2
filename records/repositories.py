"""How are the records asked and added to? By these repositories, all in one transaction."""

from sqlalchemy.orm import Session

from records.callers import Attempts, Keys, Looks
from records.findings import Damages, Removals, TermsOffered, Tests, Visits
from records.inspection import Inspection
from records.money import (
    Certificates,
    DebtPlans,
    Ledger,
    Payments,
    Payouts,
    Quotes,
    RefundAccounts,
    Settlements,
)
from records.outbox import Calls, Outbox
from records.progress import Asks, Bells, Breaches, Results, Steps
from records.requests import Connections, Documents, Opinions, Requests, Withdrawals
from records.retention import Retention


class Records:
    """All repositories, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.connections = Connections(session)
        self.requests = Requests(session)
        self.asks = Asks(session)
        self.bells = Bells(session)
        self.outbox = Outbox(session)
        self.results = Results(session)
        self.steps = Steps(session)
        self.breaches = Breaches(session)
        self.quotes = Quotes(session)
        self.tests = Tests(session)
        self.terms = TermsOffered(session)
        self.removals = Removals(session)
        self.settlements = Settlements(session)
        self.payments = Payments(session)
        self.ledger = Ledger(session)
        self.certificates = Certificates(session)
        self.documents = Documents(session)
        self.withdrawals = Withdrawals(session)
        self.damages = Damages(session)
        self.visits = Visits(session)
        self.debt_plans = DebtPlans(session)
        self.refund_accounts = RefundAccounts(session)
        self.payouts = Payouts(session)
        self.opinions = Opinions(session)
        self.calls = Calls(session)
        self.looks = Looks(session)
        self.keys = Keys(session)
        self.inspection = Inspection(session)
        self.retention = Retention(session)
        self.attempts = Attempts(session)
