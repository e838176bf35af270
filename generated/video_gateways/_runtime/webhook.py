"""Call backs: whether one is authentic, fresh, and not handled before; and what it says.

Two schemes: a gateway's own (``verify``, by the transport's data), and Standard Webhooks v1 and v1a
(``standard_webhook.py``). Compare over the raw body, before any parsing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

from .errors import Facts, WebhookRejected
from .exchange import Headers, Response
from .job_state import Snapshot
from .read import NotJsonError, parse, snapshots
from .transport import Signature, Transport

LARGEST = 1 << 20
"""Bytes of a call back; its results are addresses, not files."""


def verify(transport: Transport, api_key: str, headers: Mapping[str, str], body: bytes) -> Snapshot:
    """What an authentic call back says of its job. Raises ``WebhookRejected``.

    These signatures carry no time: a copy of an old call back passes. Poll the job before acting on it, or keep the
    ids that were handled (``deliveries.py``).
    """
    facts = Facts(provider=transport.title)
    how = transport.webhooks
    if how is None or how.signature is None:
        raise WebhookRejected("documents no signature of its call backs, so none can be believed", facts)
    if len(body) > LARGEST:
        raise WebhookRejected("sent a call back that is too large", facts)
    given = Headers(tuple(headers.items())).all(how.signature.header)
    expected = signature_of(how.signature, api_key, body)
    # some servers hand on bytes that are no text as lone surrogates
    sent = given[0].strip().encode("utf-8", "replace") if len(given) == 1 else b""
    if not hmac.compare_digest(sent, expected.encode()):
        raise WebhookRejected("the signature of a call back is not right", facts)
    try:
        return snapshots(transport, how.answer, parse(Response(status=200, body=body)))[0]
    except NotJsonError as instead:
        raise WebhookRejected(f"signed a call back that is {instead}", facts) from None


def signature_of(signature: Signature, api_key: str, body: bytes) -> str:
    """The header's value for a body: ``sha256=5d41…``."""
    secret = api_key.encode()
    key = hashlib.sha256(secret).digest() if signature.key == "sha256(api_key)" else secret
    digest = hmac.new(key, body, hashlib.sha256).digest()
    encoded = digest.hex() if signature.encoding == "hex" else base64.b64encode(digest).decode()
    return signature.prefix + encoded
