"""What both shells share of the world: clocks, chance, names, and how httpx's failures are told apart."""

from __future__ import annotations

import random
import secrets
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .decoding import BadCodingError, Decoder
from .effects import Draw, Effect, Instant, Mint, Now, Record
from .errors import LedgerError
from .exchange import Headers, Lost, Request, Response
from .job_state import Entry, IntentEntry

if TYPE_CHECKING:
    import httpx

    from .ledger import Ledger
    from .secret import Signer

Watch = Callable[[Effect, Any], None]
"""Sees every effect and its reply, for traces; neither ever holds a credential."""

_CONNECT = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What every flow of one client has around it."""

    signer: Signer
    options: Mapping[str, str] = field(default_factory=dict)
    """Headers that the client's options add."""
    ledger: Ledger | None = None
    watch: Watch | None = None

    def locally(self, effect: Now | Draw | Mint | Record) -> Any:
        """Perform an effect that needs no network."""
        match effect:
            case Now():
                return Instant(time.monotonic(), time.time())
            case Draw():
                return random.random()  # noqa: S311  jitter, no secret
            case Mint(what):
                return secrets.token_hex(16) if what == "intent" else f"cs-{secrets.token_urlsafe(24)}"
            case Record(entry):
                return record(self.ledger, entry)

    def seen(self, effect: Effect, reply: Any) -> Any:
        """The reply, after the trace has it."""
        if self.watch is not None:
            self.watch(effect, reply)
        return reply

    def headers(self, request: Request) -> dict[str, str]:
        """What goes with a request: options and credentials only to the gateway's own origin."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "video-gateways", **request.headers}
        if request.signed and self.signer.owns(request.url):
            headers |= {**self.options, **self.signer.headers(request.url)}
        return headers


def lost(error: Exception) -> Lost:
    """What a failure of httpx means for the question whether the request arrived."""
    import httpx  # noqa: PLC0415  loaded with the first client, not with this module

    before = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    kind = type(error).__name__
    # only the kind: messages of lower layers may quote headers
    return Lost(
        sent="no" if isinstance(error, (*before, httpx.UnsupportedProtocol)) else "maybe", reason=kind
    )


def failures() -> tuple[type[Exception], ...]:
    import httpx  # noqa: PLC0415  as above

    return (httpx.TransportError, httpx.StreamError, OSError, TimeoutError)


def timeouts(seconds: float) -> dict[str, float]:
    """Httpx's timeouts, each at most the whole."""
    return {
        "connect": min(_CONNECT, seconds),
        "read": seconds,
        "write": seconds,
        "pool": min(_CONNECT, seconds),
    }


class Collector:
    """Gathers a body within its bounds of bytes and of time."""

    def __init__(self, response: httpx.Response, most: int, until: float) -> None:
        self._decoder = Decoder(coding_of(response), most)
        self._until = until
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        self._pieces.append(self._decoder.feed(piece))
        if time.monotonic() > self._until:
            raise TimeoutError

    def body(self) -> bytes:
        if not self._decoder.finished:
            raise BadCodingError("a compressed body that was cut")
        return b"".join(self._pieces)


def coding_of(response: httpx.Response) -> str:
    """Of the bytes that will be read; a mocked answer that was made whole has been decoded already."""
    return "" if response.is_stream_consumed else response.headers.get("content-encoding", "")


def response_of(response: httpx.Response, body: bytes, signer: Signer) -> Response:
    """Ours, with every credential struck out."""
    return Response(
        status=response.status_code, headers=headers_of(response, signer), body=signer.strike(body)
    )


def headers_of(response: httpx.Response, signer: Signer) -> Headers:
    made_whole = response.is_stream_consumed
    return Headers(
        tuple(
            (key, signer.strike_text(value))
            for key, value in response.headers.multi_items()
            if not (made_whole and key.lower() == "content-encoding")
        )
    )


def record(ledger: Ledger | None, entry: Entry) -> None:
    """Before a create the ledger must hold; after it, a job that cannot be recorded is still the caller's."""
    if ledger is None:
        return
    try:
        ledger.write(entry)
    except LedgerError as error:
        if isinstance(entry, IntentEntry) and entry.state == "sending":
            raise
        told = ", ".join(entry.jobs) if isinstance(entry, IntentEntry) else entry.job_id
        _warn(f"not recorded: job {told or 'unknown'}: {error}")


def _warn(message: str) -> None:
    try:
        warnings.warn(message, RuntimeWarning, stacklevel=4)
    except RuntimeWarning:
        # made an exception by a filter, it would take the job with it
        return
