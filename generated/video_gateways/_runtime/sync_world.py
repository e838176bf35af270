"""The blocking shell: performs effects over httpx.Client."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import world
from .deadline import Deadline
from .decoding import BadCodingError
from .effects import Close, Do, Effect, Open, Read, Send, Sleep, Tell
from .exchange import Head, Lost, Request, Response
from .job_state import Update
from .quiet import hush

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx


class SyncWorld:
    """One flow's world. ``perform`` answers every effect; failures of the network are values."""

    def __init__(
        self,
        http: httpx.Client,
        around: world.Around,
        on_progress: Callable[[Update], None] | None = None,
    ) -> None:
        self._http, self._around, self._signer = http, around, around.signer
        self._on_progress = on_progress
        self._failures = world.failures()
        self._build = world.builder()
        self._open: httpx.Response | None = None
        self._pieces: Iterator[bytes] = iter(())

    def perform(self, effect: Effect) -> Any:
        """The reply to an effect."""
        return self._around.seen(effect, self._perform(effect))

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send():
                return self._send(effect)
            case Open():
                return self._begin(effect)
            case Read():
                return self._read(effect)
            case Close():
                return self._close()
            case Sleep(seconds):
                return time.sleep(seconds)
            case Tell(update):
                return self._on_progress(update) if self._on_progress else None
            case Do():
                return effect.work()
            case _:
                return self._around.locally(effect)

    def _start(self, request: Request, seconds: float) -> httpx.Response:
        # a caller's own client puts headers, cookies and query fields of its own on what it builds
        own = self._signer.owns(request.url)
        built = (self._http.build_request if own else self._build)(
            request.method,
            request.url,
            content=request.body or None,
            headers=self._around.headers(request),
            extensions={"timeout": world.timeouts(seconds)},
        )
        return self._http.send(built, stream=True, follow_redirects=False, auth=None)

    def _send(self, effect: Send) -> Response | Lost:
        answered = False
        until = time.monotonic() + effect.seconds
        try:
            with Deadline(effect.seconds):
                response = self._start(effect.request, effect.seconds)
                answered = True
                body = self._whole(response, effect.max_bytes, until)
            return world.response_of(response, body, self._signer)
        except self._failures as error:
            return world.lost(error, answered=answered)
        except BadCodingError as error:
            return Lost(sent="maybe", reason=str(error))

    def _whole(self, response: httpx.Response, most: int, until: float) -> bytes:
        try:
            collector = world.Collector(response, most, until)
            for piece in _pieces(response):
                collector.add(piece)
        finally:
            response.close()
        return collector.body()

    def _begin(self, effect: Open) -> Head | Lost:
        self._close()
        hush(effect.request.url, own=self._signer.owns(effect.request.url))
        try:
            with Deadline(effect.seconds):
                self._open = self._start(effect.request, effect.seconds)
        except self._failures as error:
            return world.lost(error)
        self._pieces = _pieces(self._open)
        return Head(status=self._open.status_code, headers=world.headers_of(self._open, self._signer))

    def _read(self, effect: Read) -> bytes | Lost:
        try:
            with Deadline(effect.seconds):
                return next(self._pieces, b"")
        except self._failures as error:
            return world.lost(error, answered=True)

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _pieces(response: httpx.Response) -> Iterator[bytes]:
    """As they come over the wire; a mocked answer may have been made whole."""
    return iter([response.content]) if response.is_stream_consumed else response.iter_raw()
