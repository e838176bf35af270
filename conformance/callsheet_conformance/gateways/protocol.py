"""Connections: who is there, and who takes too long to say what it wants."""

from __future__ import annotations

import asyncio
import socket
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

from callsheet_conformance.gateways.connections import LIVE

TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Protocol(H11Protocol):
    """uvicorn's protocol, which waits for ever for a request's head; this one does not."""

    head_wall_seconds: ClassVar[float] = 10.0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # never another kind
        super().connection_made(transport)
        # asyncio does so by itself only for sockets made with an explicit protocol number; 40 ms an answer otherwise
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.client:
            LIVE[self.client] = transport
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            LIVE.pop(self.client, None)
        self._head_is_here()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._head_is_here()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect_head()

    def _expect_head(self) -> None:
        self._head_is_here()
        self._late = asyncio.get_running_loop().call_later(self.head_wall_seconds, self._give_up)

    def _head_is_here(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(TIMEOUT)
            self.transport.close()


def protocol(head_wall_seconds: float) -> type[Protocol]:
    """The protocol with that much patience, in wall seconds."""
    return type("PatientProtocol", (Protocol,), {"head_wall_seconds": head_wall_seconds})
