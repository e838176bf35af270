"""A request as the body of a create."""

from __future__ import annotations

from collections.abc import Mapping
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
