"""Is this certificate genuine? Its QR code leads here, to code, date and result; no person (SLA-7.2)."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from cases.context import Context
from cases.identity import find_case
from cases.refusals import NoCertificate, UnknownCode
from channels.acts import carry_out
from channels.limits import ONE, TooManyFailures, address_of, guesses_counted, subject
from channels.pages import page
from channels.parts import Parts, TheParts
from domain.certificate import CertificateFacts

router = APIRouter(include_in_schema=False)


def verification_url(parts: Parts, tracking_code: str) -> str:
    """Where the certificate of that request can be verified by anybody."""
    return f"{parts.public_url}/verify/{tracking_code}"


@router.get("/verify/{code}")
def verify_certificate(code: str, request: Request, parts: TheParts) -> HTMLResponse:
    """A page for whoever holds a certificate in hand."""
    whoever = subject(parts, ONE, "address", address_of(request))
    try:
        with guesses_counted(parts, [whoever]):
            facts = carry_out(parts, lambda context: _facts(context, code))
    except TooManyFailures as slowed:
        return slow_down(slowed)
    except (UnknownCode, NoCertificate):
        return page("unverified.html", status=404)
    return page("verified.html", facts=facts)


def slow_down(slowed: TooManyFailures) -> HTMLResponse:
    """The page for whoever must wait before the next try."""
    answer = page("slowed.html", status=429, seconds=slowed.seconds)
    answer.headers["Retry-After"] = str(slowed.seconds)
    return answer


def _facts(context: Context, code: str) -> CertificateFacts:
    certificate = context.records.certificates.find(find_case(context.records, code).tracking_code)
    if certificate is None:
        raise NoCertificate
    return certificate.facts
