"""Which facts does the certificate show? (SLA-7.2)"""

import jdatetime

from cases.context import Context
from cases.settle import NotSettledYet
from domain.certificate import CertificateFacts
from domain.meter import Verdict
from domain.persian import TEHRAN
from records.tables import FiledQuote, FiledRemoval, FiledTest, Request, Settlement


def certificate_facts(context: Context, request: Request) -> CertificateFacts:
    """The certificate as it will be shown for ever, read once from the records."""
    code = request.tracking_code
    removal = context.records.removals.accepted(code)
    settlement = context.records.settlements.find(code)
    if removal is None or settlement is None:
        raise NotSettledYet("a certificate needs a removal and a closing account")
    return _facts(
        context,
        request,
        context.records.quotes.get(code),
        context.records.tests.accepted(code),
        removal,
        settlement,
    )


def _facts(
    context: Context,
    request: Request,
    quote: FiledQuote,
    test: FiledTest,
    removal: FiledRemoval,
    settlement: Settlement,
) -> CertificateFacts:
    if test.test is None or removal.report is None:
        raise NotSettledYet("a certificate needs a tested and removed connection")
    connection = context.records.connections.get(request.bill_id)
    today = context.now.astimezone(TEHRAN).date()
    return CertificateFacts(
        number=_number(context),
        tracking_code=request.tracking_code,
        company=context.agreement.service.company,
        service_code=context.agreement.service_code,
        subscriber_name=connection.subscriber_name,
        bill_id=request.bill_id,
        subscription_number=connection.subscription_number,
        meter_serial=test.test.meter_serial,
        registered_at=request.registered_at,
        tested_on=test.test.tested_on,
        removed_on=removal.report.removed_on,
        settled_on=(request.account_closed_at or context.now).astimezone(TEHRAN).date(),
        issued_on=today,
        final_reading=removal.report.final_reading,
        verdict=Verdict(context.records.terms.get(request.tracking_code).verdict),
        error_percent=test.test.error_percent,
        points=test.test.points,
        cost_lines=quote.quote.lines,
        settlement_lines=settlement.account.lines,
        example=quote.quote.example or settlement.account.example,
    )


def _number(context: Context) -> str:
    """The Jalali year and a number that runs on."""
    year = jdatetime.date.fromgregorian(date=context.now.astimezone(TEHRAN).date()).year
    return f"{year}-{context.records.certificates.next_number():06d}"
