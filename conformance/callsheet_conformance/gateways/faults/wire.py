"""Faults on an answer that is already made: what the client gets in its place."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable

from starlette.responses import HTMLResponse, Response, StreamingResponse

from callsheet_conformance.gateways.connections import Raw, head

HTML = "<!doctype html><title>{0}</title><h1>{0}</h1><p>The gateway in front could not be reached.</p>"
STEPS = 20
"""Pieces of a slow body."""


def strike(name: str, argument: str, response: Response) -> Response:
    """The answer as the fault leaves it."""
    return WIRE[name](response, argument) if name in WIRE else response


def body_of(response: Response) -> bytes:
    return bytes(response.body) if not isinstance(response, StreamingResponse) else b""


def _lost(response: Response, argument: str) -> Response:
    del response, argument
    return Raw()


def _truncated(response: Response, argument: str) -> Response:
    del argument
    body = body_of(response)
    return Raw(head(response, length=len(body)) + body[: len(body) // 2])


def _cut_silently(response: Response, argument: str) -> Response:
    del argument
    body = body_of(response)
    return Raw(head(response, length=None) + body[: len(body) // 2])


def _gzip_cut(response: Response, argument: str) -> Response:
    del argument
    packed = gzip.compress(body_of(response), mtime=0)
    return Raw(head(response, length=None, extra=b"content-encoding: gzip") + packed[: len(packed) * 2 // 3])


def _replaced(make: Callable[[bytes], bytes]) -> Callable[[Response, str], Response]:
    def struck(response: Response, argument: str) -> Response:
        del argument
        return Response(make(body_of(response)), response.status_code, media_type="application/json")

    return struck


def _html(response: Response, argument: str) -> Response:
    del response, argument
    return HTMLResponse(HTML.format("Sign in"), 200)


def _proxy(status: int) -> Callable[[Response, str], Response]:
    def struck(response: Response, argument: str) -> Response:
        del response, argument
        return HTMLResponse(HTML.format(f"{status} from a proxy"), status, {"Server": "proxy"})

    return struck


def slow(response: Response, argument: str) -> Response:
    """The same bytes, evenly over ``argument`` wall seconds."""
    body, pause = body_of(response), float(argument) / STEPS
    size = max(1, -(-len(body) // STEPS))

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            await asyncio.sleep(pause)
            yield body[start : start + size]

    return StreamingResponse(pieces(), response.status_code, dict(response.headers))


WIRE: dict[str, Callable[[Response, str], Response]] = {
    "empty-body": _replaced(lambda _: b""),
    "file-cut": _truncated,
    "file-cut-silently": _cut_silently,
    "file-gzip-cut": _gzip_cut,
    "file-slow": slow,
    "gzip-cut": _gzip_cut,
    "half-json": _replaced(lambda body: body[: len(body) // 2]),
    "html": _html,
    "lost-response": _lost,
    "not-object": _replaced(lambda body: b"[" + body + b"]"),
    "proxy-502": _proxy(502),
    "proxy-503": _proxy(503),
    "proxy-504": _proxy(504),
    "slow-body": slow,
    "truncated": _truncated,
}
"""Alphabetical; ``missing-id`` needs the transport's pointers and is with the gateway's desk."""
