"""Did the bank really send this, and just now?

The signature is HMAC-SHA256 over the timestamp, a dot and the raw body, written `sha256=<hex>`.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from domain.refusals import Refusal

TOLERANCE: Final = timedelta(minutes=5)
LONGEST_TIMESTAMP: Final = 12


class BadSignature(Refusal):
    """The signature was not made by the key's holder over this timestamp and body."""

    code = "bad-signature"
    title = "امضای پیام بانک درست نیست."
    remedy = "کلید و شیوه‌ی امضا را بررسی کنید: HMAC-SHA256 روی زمان، نقطه و متن خام پیام."


class StaleSignature(Refusal):
    """The signature is right, and its timestamp more than five minutes from now."""

    code = "stale-signature"
    title = "زمان امضای پیام بانک پذیرفتنی نیست."
    remedy = "ساعت سامانه‌ی بانک را تنظیم و پیام را با زمان و امضای تازه دوباره بفرستید."


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Make the value of `X-Signature`; the timestamp is Unix seconds as they stand in `X-Timestamp`."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def verify(secret: str, timestamp: str, body: bytes, signature: str, now: datetime) -> None:
    """Raise `BadSignature` or `StaleSignature` unless this body was signed within five minutes of now."""
    if not hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode()):
        raise BadSignature
    if abs(now.timestamp() - _seconds(timestamp)) > TOLERANCE.total_seconds():
        raise StaleSignature


def _seconds(timestamp: str) -> int:
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= LONGEST_TIMESTAMP):
        raise BadSignature
    return int(timestamp)
