"""Standard Webhooks 1.0: ``webhook-id``, ``webhook-timestamp`` and ``webhook-signature``, over id.timestamp.body.

``v1`` is HMAC-SHA256 with a shared secret ``whsec_…``, ``v1a`` is Ed25519 with a public key ``whpk_…``. Several
signatures may stand side by side while keys are changed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import ed25519
from .errors import WebhookRejected
from .exchange import Headers
from .webhook import LARGEST

TOLERANCE = 300.0
"""Seconds that a call back may be older or newer than our clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An authentic, fresh call back. Handle each ``id`` once: deliveries are repeated until they are answered."""

    id: str
    timestamp: int
    body: bytes


def verify_standard(
    keys: Iterable[str], headers: Mapping[str, str], body: bytes, *, now: float, tolerance: float = TOLERANCE
) -> Delivery:
    """Check a call back against any of the keys (``whsec_…``, ``whpk_…``). Raises ``WebhookRejected``."""
    fields = Headers(tuple(headers.items()))
    name, moment, signatures = (_one(fields, f"webhook-{part}") for part in ("id", "timestamp", "signature"))
    if len(body) > LARGEST or not name or not name.isascii() or "." in name or len(name) > 256:
        raise WebhookRejected("the call back has no usable id, or is too large")
    timestamp = _timestamp(moment, now, tolerance)
    signed = f"{name}.{moment}.".encode() + body
    # every pair is compared, so that the time taken tells nothing of which key was right
    matches = [_matches(key, given, signed) for key in keys for given in signatures.split(" ")[:16]]
    if not any(matches):
        raise WebhookRejected("no signature of the call back is right")
    return Delivery(id=name, timestamp=timestamp, body=body)


def sign_v1(secret: str, name: str, timestamp: int, body: bytes) -> str:
    """``v1,…`` for a shared secret."""
    digest = hmac.new(_key(secret, "whsec_"), f"{name}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def _one(fields: Headers, name: str) -> str:
    values = fields.all(name)
    return values[0].strip() if len(values) == 1 else ""


def _timestamp(moment: str, now: float, tolerance: float) -> int:
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 12):
        raise WebhookRejected("the call back has no timestamp")
    if abs(now - int(moment)) > tolerance:
        raise WebhookRejected("the call back is too old, or from the future")
    return int(moment)


def _matches(key: str, given: str, signed: bytes) -> bool:
    version, _, encoded = given.partition(",")
    try:
        signature = base64.b64decode(encoded, validate=True)
        if version == "v1" and key.startswith("whsec_"):
            return hmac.compare_digest(
                hmac.new(_key(key, "whsec_"), signed, hashlib.sha256).digest(), signature
            )
        return (
            version == "v1a"
            and key.startswith("whpk_")
            and ed25519.verify(_key(key, "whpk_"), signed, signature)
        )
    except (binascii.Error, ValueError):
        return False


def _key(text: str, prefix: str) -> bytes:
    return base64.b64decode(text.removeprefix(prefix), validate=True)
