"""Is this certificate genuine? Its QR code leads here, to code, date and result; no person (SLA-7.2)."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from cases.context import Context
from cases.identity import find_case
from cases.refusals import NoCertificate, UnknownCode
from channels.acts import carry_out
from channels.pages import page
from channels.parts import Parts, TheParts
from domain.certificate import CertificateFacts

router = APIRouter(include_in_schema=False)


def verification_url(parts: Parts, tracking_code: str) -> str:
    """Where the certificate of that request can be verified by anybody."""
    return f"{parts.public_url}/verify/{tracking_code}"


@router.get("/verify/{code}")
def verify_certificate(code: str, parts: TheParts) -> HTMLResponse:
    """A page for whoever holds a certificate in hand."""
    try:
        facts = carry_out(parts, lambda context: _facts(context, code))
    except (UnknownCode, NoCertificate):
        return page("unverified.html", status=404)
    return page("verified.html", facts=facts)


def _facts(context: Context, code: str) -> CertificateFacts:
    certificate = context.records.certificates.find(find_case(context.records, code).tracking_code)
    if certificate is None:
        raise NoCertificate
    return certificate.facts
