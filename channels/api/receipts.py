"""How does the SMS provider tell what became of a text? By calling an address that only it knows."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from pydantic import BaseModel, Field

from cases.receipts import take_receipt
from channels.acts import carry_out
from channels.parts import Parts, TheParts
from gateways.kavenegar import NAME, RECEIPTS

router = APIRouter(prefix="/api/v1/sms-receipts", include_in_schema=False)


class Told(BaseModel):
    """What the provider says: its own number of the text, and the number of its status."""

    messageid: int = Field(gt=0, lt=2**63)
    status: int = Field(ge=0, lt=2**31)


@router.get("/{key}", status_code=204)
def told_by_address(key: str, told: Annotated[Told, Query()], parts: TheParts) -> None:
    """Takes a receipt; a repeated one, and one of a text that is not ours, change nothing."""
    _take(parts, key, told)


@router.post("/{key}", status_code=204)
def told_by_form(key: str, told: Annotated[Told, Form()], parts: TheParts) -> None:
    """The same, where the provider is set to send a form."""
    _take(parts, key, told)


def _take(parts: Parts, key: str, told: Told) -> None:
    if parts.receipts_key is None or not hmac.compare_digest(key.encode(), parts.receipts_key.encode()):
        raise HTTPException(404)
    receipt = RECEIPTS.get(told.status)
    carry_out(
        parts, lambda context: take_receipt(context.records, NAME, told.messageid, receipt, context.now)
    )
