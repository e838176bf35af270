"""The awaiting shell: performs effects over httpx.AsyncClient, on asyncio."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from . import world
from .beside import beside
from .decoding import BadCodingError
from .effects import Close, Do, Effect, Open, Read, Record, Send, Sleep, Tell
from .exchange import Head, Lost, Request, Response
from .job_state import Progress, Update
from .quiet import hush

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx


class AsyncWorld:
    """One flow's world. ``perform`` answers every effect; failures of the network are values."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        around: world.Around,
        on_progress: Progress | None = None,
    ) -> None:
        self._http, self._around, self._signer = http, around, around.signer
        self._on_progress = on_progress
        self._failures = world.failures()
        self._build = world.builder()
        self._open: httpx.Response | None = None
        self._pieces: AsyncIterator[bytes] | None = None

    async def perform(self, effect: Effect) -> Any:
        """The reply to an effect."""
        return self._around.seen(effect, await self._perform(effect))

    async def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send():
                return await self._send(effect)
            case Open():
                return await self._begin(effect)
            case Read():
                return await self._read(effect)
            case Close():
                return await self._close()
            case Sleep(seconds):
                return await asyncio.sleep(seconds)
            case Tell(update):
                return await self._tell(update)
            case Record():
                return await self._record(effect)
            case Do():
                return await beside(effect.work)
            case _:
                return self._around.locally(effect)

    async def _record(self, effect: Record) -> None:
        """Beside the loop, which other jobs wait on. What was written is in the trace also after a cancellation."""
        if self._around.ledger is None:
            return
        try:
            await beside(self._around.record, effect.entry)
        except asyncio.CancelledError as cancelled:
            if cancelled.__cause__ is None:
                self._around.seen(effect, None)
            raise

    async def _start(self, request: Request, seconds: float) -> httpx.Response:
        # a caller's own client puts headers, cookies and query fields of its own on what it builds
        own = self._signer.owns(request.url)
        built = (self._http.build_request if own else self._build)(
            request.method,
            request.url,
            content=request.body or None,
            headers=self._around.headers(request),
            extensions={"timeout": world.timeouts(seconds)},
        )
        return await self._http.send(built, stream=True, follow_redirects=False, auth=None)

    async def _send(self, effect: Send) -> Response | Lost:
        answered = False
        until = time.monotonic() + effect.seconds
        try:
            async with asyncio.timeout(effect.seconds):
                response = await self._start(effect.request, effect.seconds)
                answered = True
                body = await self._whole(response, effect.max_bytes, until)
            return world.response_of(response, body, self._signer)
        except self._failures as error:
            return world.lost(error, answered=answered)
        except BadCodingError as error:
            return Lost(sent="maybe", reason=str(error))

    async def _whole(self, response: httpx.Response, most: int, until: float) -> bytes:
        try:
            collector = world.Collector(response, most, until)
            async for piece in _pieces(response):
                collector.add(piece)
        finally:
            await response.aclose()
        return collector.body()

    async def _begin(self, effect: Open) -> Head | Lost:
        await self._close()
        hush(effect.request.url, own=self._signer.owns(effect.request.url))
        try:
            async with asyncio.timeout(effect.seconds):
                self._open = await self._start(effect.request, effect.seconds)
        except self._failures as error:
            return world.lost(error)
        self._pieces = _pieces(self._open)
        return Head(status=self._open.status_code, headers=world.headers_of(self._open, self._signer))

    async def _read(self, effect: Read) -> bytes | Lost:
        assert self._pieces is not None, "Open comes first"
        try:
            async with asyncio.timeout(effect.seconds):
                return await anext(self._pieces, b"")
        except self._failures as error:
            return world.lost(error, answered=True)

    async def _close(self) -> None:
        if self._open is not None:
            await self._open.aclose()
            self._open = None

    async def _tell(self, update: Update) -> None:
        if self._on_progress is not None:
            waiting = self._on_progress(update)
            if waiting is not None:
                await waiting


async def _pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    """As they come over the wire; a mocked answer may have been made whole."""
    if response.is_stream_consumed:
        yield response.content
        return
    async for piece in response.aiter_raw():
        yield piece
