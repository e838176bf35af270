"""Requests, built from the transport and from ids. Ids are data: they are quoted, and can never change the path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from .exchange import Json, Request
from .pointer import put
from .transport import Call, Transport

JSON_HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
ACCEPT = {"Accept": "application/json"}


def url_of(
    base_url: str, call: Call, *, job_id: str = "", model: str = "", query: Mapping[str, str] | None = None
) -> str:
    """The address of a call below the base URL."""
    climb = call.path.startswith("../")
    path = call.path[2:] if climb else call.path
    base = _above(base_url) if climb else base_url
    filled = path.replace("{model}", _segment(model)).replace("{id}", _segment(job_id))
    fields = {name: value.replace("{id}", job_id) for name, value in call.query.items()} | dict(query or {})
    return base + filled + (f"?{urlencode(fields)}" if fields else "")


def _above(base_url: str) -> str:
    """One segment of the path less; a host alone has none to lose."""
    parts = urlsplit(base_url)
    return urlunsplit(parts._replace(path=parts.path.rpartition("/")[0]))


def _segment(value: str) -> str:
    # "." and ".." are the two segments that quoting leaves able to move the path
    return quote(value, safe="").replace(".", "%2E") if value in (".", "..") else quote(value, safe="")


def request_of(
    base_url: str, call: Call, *, job_id: str = "", model: str = "", query: Mapping[str, str] | None = None
) -> Request:
    """Any call but a submit."""
    body = json.dumps(dict(call.body)).encode() if call.body else b""
    headers = JSON_HEADERS if body else ACCEPT
    return Request(
        method=call.method,
        url=url_of(base_url, call, job_id=job_id, model=model, query=query),
        headers=headers,
        body=body,
    )


def body_of(
    transport: Transport, model: str, params: Mapping[str, Json], extra: Mapping[str, Json] | None = None
) -> bytes:
    """The body of a create: the parameters in their envelope, ``extra`` last and on top."""
    body: dict[str, Json] = {}
    envelope = transport.envelope
    if envelope.params:
        put(body, envelope.params, dict(params))
    else:
        body |= params
    if envelope.model != "path":
        put(body, envelope.model, model)
    return json.dumps(
        body | dict(extra or {}), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what credentials are bound to."""
    parts = urlsplit(url)
    return (
        parts.scheme,
        (parts.hostname or "").lower(),
        parts.port or {"https": 443, "http": 80}.get(parts.scheme),
    )


def with_query(url: str, extra: Mapping[str, str]) -> str:
    """The same address with more query fields."""
    if not extra:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, urlencode(extra)]))))
