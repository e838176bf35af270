"""Server-sent events: to those who listen now, and to nobody later."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from callsheet_conformance.gateways.clock import Clock

QUEUE = 1000
"""Events that a slow listener may be behind before it loses the oldest."""


class Broker:
    """Listeners by account."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[bytes]]] = {}

    def publish(self, account: str, event: str, data: dict[str, Any]) -> None:
        """Send to the account's listeners: ``event:`` and one ``data:`` line of JSON."""
        block = f"event: {event}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
        for queue in self._listeners.get(account, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(block)

    def listened(self, account: str) -> int:
        return len(self._listeners.get(account, ()))

    async def listen(self, account: str, clock: Clock, heartbeat: float) -> AsyncIterator[bytes]:
        """Blocks as they come; a comment every ``heartbeat`` emulated seconds while nothing does."""
        with self._queue(account) as queue:
            yield b": connected\n\n"
            while True:
                wait = clock.wall_seconds(clock.now() + heartbeat)
                try:
                    async with asyncio.timeout(None if wait is None else max(wait, 0.05)):
                        block = await queue.get()
                except TimeoutError:
                    block = b": keep-alive\n\n"
                yield block

    @contextmanager
    def _queue(self, account: str) -> Iterator[asyncio.Queue[bytes]]:
        queue: asyncio.Queue[bytes] = asyncio.Queue(QUEUE)
        self._listeners.setdefault(account, set()).add(queue)
        try:
            yield queue
        finally:
            self._listeners[account].discard(queue)
            if not self._listeners[account]:
                del self._listeners[account]
