"""The sockets under requests, for faults that no well-formed answer can show."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

LIVE: dict[tuple[str, int], asyncio.Transport] = {}
"""Open connections by the client's address; kept by the server's protocol class."""


class Raw(Response):
    """Bytes as they are on the wire, then the end of the connection; no bytes: the connection is reset.

    Without a socket below (an app called in-process) it raises ``ConnectionResetError`` instead.
    """

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(b"", 200)
        self.data = data
        if not data:
            self.status_code = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        transport = _transport(scope)
        if transport is None:
            raise ConnectionResetError("the emulator was asked to lose this answer")
        if self.data:
            transport.write(self.data)
            transport.close()
        else:
            transport.abort()
        await _gone(scope)


def _transport(scope: MutableMapping[str, Any]) -> asyncio.Transport | None:
    client = scope.get("client")
    return LIVE.get((client[0], client[1])) if client else None


async def _gone(scope: MutableMapping[str, Any]) -> None:
    """Wait until the server has noticed, so that it does not answer by itself."""
    for _ in range(200):
        if _transport(scope) is None:
            return
        await asyncio.sleep(0.01)


def head(response: Response, *, length: int | None, extra: bytes = b"") -> bytes:
    """The status line and headers of a response, with another ``Content-Length`` or none."""
    lines = [f"HTTP/1.1 {response.status_code} -".encode()]
    lines += [name + b": " + value for name, value in response.raw_headers if name != b"content-length"]
    lines += [b"content-length: %d" % length] if length is not None else []
    lines += [extra] if extra else []
    return b"\r\n".join([*lines, b"connection: close", b"", b""])


def is_socket(scope: MutableMapping[str, Any]) -> bool:
    """Whether the request came over a socket of ours, and not from inside the process."""
    return _transport(scope) is not None
