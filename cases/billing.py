"""How do the register and the billing system agree on a connection? (SLA-3.8, SLA-7.1)

What billing knows is fetched into the register before a transaction opens, at the steps where it decides.
What became of the connection is filed in the transaction that decides it, and told after its commit.
"""

from dataclasses import dataclass
from typing import Final

from cases.context import Context
from cases.safekeeping import Clock
from domain.identifiers import BillId
from domain.persian import TEHRAN
from gateways.billing_rest import AccountClosed, Billing, RemovalRecorded
from records.database import Database
from records.tables import Dispatch, FiledRemoval, Request

DECIDED_BY_BILLING: Final = frozenset({"check-eligibility", "assess-terms", "reconcile-debt"})
"""Topics at which debt, last reading and holds of the connection must be billing's newest."""


@dataclass(frozen=True)
class Register:
    """The register of connections, kept fresh from the billing system."""

    database: Database
    billing: Billing
    clock: Clock

    def refresh(self, topic: str, tracking_code: str) -> None:
        """Fetches the case's connection where the topic needs it; raises a `BillingError`.

        A closing account that is made already is read no more, and a connection that billing does not know
        stays as the register has it.
        """
        bill_id = self._bill_to_ask_for(topic, tracking_code)
        connection = self.billing.find(bill_id) if bill_id else None
        if connection is not None:
            with self.database.transaction() as records:
                records.connections.replace([connection], self.clock())

    def _bill_to_ask_for(self, topic: str, tracking_code: str) -> str | None:
        if topic not in DECIDED_BY_BILLING:
            return None
        with self.database.transaction() as records:
            request = records.requests.find(tracking_code)
            if request is None or records.settlements.find(tracking_code) is not None:
                return None
            return request.bill_id


def tell_removal(context: Context, request: Request, filed: FiledRemoval) -> None:
    """Files that billing hears of the removal and its final reading."""
    if filed.report is None:
        raise ValueError("a removal without a report is not recorded")
    notice = RemovalRecorded(
        bill_id=BillId(request.bill_id),
        removed_on=filed.report.removed_on,
        final_reading=filed.report.final_reading,
    )
    _file(context, request, notice)


def tell_closing(context: Context, request: Request) -> None:
    """Files that billing hears that the account is closed."""
    closed_on = context.now.astimezone(TEHRAN).date()
    _file(context, request, AccountClosed(bill_id=BillId(request.bill_id), closed_on=closed_on))


def _file(context: Context, request: Request, notice: RemovalRecorded | AccountClosed) -> None:
    context.records.outbox.add(
        Dispatch(
            tracking_code=request.tracking_code,
            kind="billing",
            text=notice.model_dump_json(),
            filed_at=context.now,
            next_attempt_at=context.now,
        )
    )
