"""A request as the bytes of a create, and as canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from callsheet_conformance.gateways.transport import Transport
from callsheet_conformance.verdict import Request
from callsheet_conformance.wire.pointer import put


def body_of(transport: Transport, model: Mapping[str, Any], request: Request) -> dict[str, Any]:
    """In the gateway's envelope: where the model goes outside the parameters, it is taken out of them."""
    place = transport.envelope
    if not place.params and place.model in ("path", ""):
        return dict(request)
    role = next((p["path"] for p in model["parameters"] if p.get("role") == "model"), "")
    body: dict[str, Any] = {}
    rest = {name: value for name, value in request.items() if name != role}
    if place.params:
        put(body, place.params, rest)
    else:
        body.update(rest)
    if role in request or not role:
        put(body, place.model, request[role] if role else model["id"])
    return body


def encode(body: Any) -> bytes:
    """Compact JSON; Decimals as the numbers they are."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_number).encode()


def canonical(body: Any) -> str:
    """The same text for equal JSON: keys sorted, 5.0 written as 5."""
    return json.dumps(
        _plain(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    whole = isinstance(value, float | Decimal) and value == int(value)
    return int(value) if whole else value


def _number(value: object) -> float | int:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
