"""What can anybody know of the service before they come? The public form, as JSON and as a page (SLA-4.3)."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from channels.pages import page
from channels.parts import Parts, TheParts
from channels.service_information.form import ServiceInformation, service_information

router = APIRouter()


@router.get("/api/v1/service-information", tags=["اطلاعات خدمت"], summary="فرم اطلاعات خدمت")
def tell_programs(parts: TheParts) -> ServiceInformation:
    """هفت مورد بند ۴.۳ را می‌دهد: زمان، مراجعه، مدارک، مراحل، نحوه و زمان دسترسی، جزئیات."""
    return _now(parts)


@router.get("/service-information", include_in_schema=False)
def tell_people(parts: TheParts) -> HTMLResponse:
    """The same as a page, for everybody."""
    return page("service_information.html", form=_now(parts))


def _now(parts: Parts) -> ServiceInformation:
    return service_information(parts.agreement, parts.models, parts.clock())
