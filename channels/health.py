"""Does the process live, and can it take a request? The engine need not be there for that."""

from fastapi import APIRouter

from channels.acts import carry_out
from channels.parts import TheParts

router = APIRouter(prefix="/health", include_in_schema=False)


@router.get("/live")
def live() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "live"}


@router.get("/ready")
def ready(parts: TheParts) -> dict[str, str]:
    """Answers 503 while the records cannot be read."""
    carry_out(parts, lambda context: context.records.requests.find(""))
    return {"status": "ready"}
