"""An answer that says no becomes the exception of its cause, by the gateway's table."""

from __future__ import annotations

import json
from dataclasses import replace

from .errors import (
    AuthenticationError,
    Conflict,
    CreditError,
    Facts,
    Moderated,
    NotFound,
    NotUnderstood,
    PermissionDenied,
    RateLimited,
    Refused,
    RequestRejected,
    ServerError,
    ServerTimeout,
)
from .exchange import Json, Response
from .pacing import retry_after
from .pointer import first, text
from .read import NotJsonError, parse
from .transport import Cause, ErrorCause, Errors

CLASSES: dict[Cause, type[Refused]] = {
    "authentication": AuthenticationError,
    "conflict": Conflict,
    "credit": CreditError,
    "moderation": Moderated,
    "not_found": NotFound,
    "permission": PermissionDenied,
    "rate_limit": RateLimited,
    "server": ServerError,
    "timeout": ServerTimeout,
    "validation": RequestRejected,
}

_REFUSED = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 413, 414, 415, 422, 426, 428, 431, 451})
"""Codes by which HTTP itself says that nothing was done, where the gateway's table has no row."""

_USUAL: dict[int, Cause] = {
    401: "authentication",
    402: "credit",
    403: "permission",
    404: "not_found",
    408: "timeout",
    409: "conflict",
    410: "not_found",
    425: "rate_limit",
    429: "rate_limit",
    451: "permission",
    504: "timeout",
}

_LONGEST = 500
"""Characters of a gateway's message that go into ours."""


def refusal(
    errors: Errors, call: str, response: Response, facts: Facts, wall: float
) -> Refused | NotUnderstood:
    """The exception for an answer outside the accepted codes."""
    if 100 <= response.status < 400:
        what = f"answered {response.status} to {call}, which is not documented"
        return misread(errors, response, facts, what)
    body = _body(response)
    status = _status(errors, response, body)
    message = text(body, errors.message)
    row = _row(errors, call, status, message, text(body, errors.type))
    found = CLASSES[row.cause if row else _usual(status)]
    known = _with(facts, response, errors, body)
    error = found(
        _words(message, call, status), known if message else replace(known, answer=_start(response))
    )
    error.created = row.created if row else (False if status in _REFUSED else None)
    if isinstance(error, RateLimited):
        error.retry_after = retry_after(response.headers, wall)
    if isinstance(error, RequestRejected):
        error.details = _details(body, errors)
    return error


def request_id(errors: Errors, response: Response, body: Json) -> str:
    """What the gateway's support wants to know."""
    named = response.headers.get(errors.request_id_header) if errors.request_id_header else ""
    return (named or text(body, errors.request_id) or response.headers.get("x-request-id"))[:200]


def misread(errors: Errors, response: Response, facts: Facts, what: str) -> NotUnderstood:
    """The exception for an answer that is not understood, with what the gateway's support will ask about it."""
    known = _with(facts, response, errors, _body(response))
    return NotUnderstood(what, replace(known, answer=_start(response)))


def _start(response: Response) -> str:
    return _printable(response.body[:_LONGEST].decode("utf-8", "replace"))


def _with(facts: Facts, response: Response, errors: Errors, body: Json) -> Facts:
    return replace(facts, status=response.status, request_id=request_id(errors, response, body))


def _body(response: Response) -> Json:
    try:
        return parse(response)
    except NotJsonError:
        return None


def _status(errors: Errors, response: Response, body: Json) -> int:
    """The code inside the body is the gateway's own word where the outer one is a mere 500."""
    inner = first(body, errors.code)
    code = (
        int(inner) if isinstance(inner, str | int) and str(inner).isdecimal() and len(str(inner)) == 3 else 0
    )
    return code if response.status == 500 and 400 <= code < 600 else response.status


def _row(errors: Errors, call: str, status: int, message: str, kind: str) -> ErrorCause | None:
    lower = message.lower()
    return next((row for row in errors.causes if _fits(row, call, status, lower, kind)), None)


def _fits(row: ErrorCause, call: str, status: int, message: str, kind: str) -> bool:
    return (
        status in row.status
        and (not row.calls or call in row.calls)
        and (not row.text or any(fragment in message for fragment in row.text))
        and (not row.type or kind in row.type)
    )


def _usual(status: int) -> Cause:
    return _USUAL.get(status) or ("server" if status >= 500 else "validation")


def _words(message: str, call: str, status: int) -> str:
    return _printable(message[:_LONGEST]) or f"answered {status} to {call} without a message"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _details(body: Json, errors: Errors) -> str:
    found = first(body, errors.details)
    return "" if found is None else json.dumps(found, default=str, ensure_ascii=False)[:_LONGEST]
