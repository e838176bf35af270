"""An ASGI application behind an httpx transport, without sockets, threads or real time."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from starlette.types import ASGIApp, Message


def transport(application: ASGIApp) -> httpx.MockTransport:
    """Of this kind because recorders know it; each request runs to its end before the next begins."""
    loop = asyncio.new_event_loop()

    def handle(request: httpx.Request) -> httpx.Response:
        return loop.run_until_complete(_exchange(application, request))

    return httpx.MockTransport(handle)


async def _exchange(application: ASGIApp, request: httpx.Request) -> httpx.Response:
    sent, told, body = False, dict[str, Any](), bytearray()

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": request.content, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            told.update(status=message["status"], headers=message.get("headers", []))
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await application(_scope(request), receive, send)
    return httpx.Response(told["status"], headers=told["headers"], content=bytes(body))


def _scope(request: httpx.Request) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
