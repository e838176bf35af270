"""Ways to sign in, in OpenAPI's terms."""

from __future__ import annotations

from callsheet.layers.transport import Auth, Transport


def security(transport: Transport) -> list[object]:
    """Any one of them."""
    return [{name: []} for name in security_schemes(transport)]


def security_schemes(transport: Transport) -> dict[str, object]:
    return {f"{auth.scheme}{index or ''}": _scheme(auth) for index, auth in enumerate(transport.auth)}


def _scheme(auth: Auth) -> dict[str, object]:
    if auth.scheme == "header":
        return {"type": "apiKey", "in": "header", "name": auth.header}
    return {"type": "http", "scheme": auth.scheme}
