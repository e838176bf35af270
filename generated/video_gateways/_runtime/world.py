"""What both shells share of the world: clocks, chance, names, and how httpx's failures are told apart."""

from __future__ import annotations

import base64
import os
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .border import NotFollowedError
from .decoding import BadCodingError, Decoder
from .effects import Draw, Effect, Instant, Mint, Now, Record
from .errors import LedgerError
from .exchange import Headers, Lost, Request, Response, overlaid
from .job_state import Entry, IntentEntry

if TYPE_CHECKING:
    import httpx

    from .ledger import Ledger
    from .secret import Signer

Watch = Callable[[Effect, Any], None]
"""Sees every effect and its reply, for traces; neither ever holds a credential."""

_CONNECT = 15.0
_DRAWS = 1 << 48
_REFUSED_STREAM = 7
"""HTTP/2's code for a stream that was not processed."""


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
                return int.from_bytes(os.urandom(6)) / _DRAWS
            case Mint(what):
                # what the module secrets does, which takes longer to load than to use
                if what == "intent":
                    return os.urandom(16).hex()
                return f"cs-{base64.urlsafe_b64encode(os.urandom(24)).decode()}"
            case Record(entry):
                return self.record(entry)

    def record(self, entry: Entry) -> None:
        """Write an entry down, if there is a ledger."""
        record(self.ledger, entry)

    def seen(self, effect: Effect, reply: Any) -> Any:
        """The reply, after the trace has it."""
        if self.watch is not None:
            self.watch(effect, reply)
        return reply

    def headers(self, request: Request) -> dict[str, str]:
        """What goes with a request: options and credentials only to the gateway's own origin."""
        headers = overlaid({"Accept-Encoding": "identity", "User-Agent": "video-gateways"}, request.headers)
        # empty for another origin
        signature = self.signer.headers(request.url) if request.signed else {}
        if signature:
            headers = overlaid(headers, {**self.options, **signature})
        return headers


def lost(error: Exception, *, answered: bool = False) -> Lost:
    """What a failure means for the question whether the request arrived; ``answered``: the answer had begun."""
    import httpx  # noqa: PLC0415  loaded with the first client, not with this module

    if isinstance(error, NotFollowedError | httpx.InvalidURL | UnicodeError):
        # the last two: names that cannot be looked up
        refused = str(error) if isinstance(error, NotFollowedError) else "it is malformed"
        return Lost(sent="no", reason=type(error).__name__, refused=refused)
    before = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    surely_not = isinstance(error, (*before, httpx.UnsupportedProtocol)) or _unprocessed(error)
    # only the kind: messages of lower layers may quote headers
    return Lost(sent="no" if surely_not and not answered else "maybe", reason=type(error).__name__)


def _unprocessed(error: Exception) -> bool:
    """Whether HTTP/2 itself says that this request was not acted on (RFC 9113, 6.8 and 8.7).

    That is a stream refused by the other side, or a connection given up before its first stream. Httpx hands the event
    on as the cause's argument; any other shape of it proves nothing.
    """
    event = next(iter(getattr(error.__cause__, "args", ())), None)
    if type(event).__name__ == "StreamReset":
        reset = (getattr(event, "remote_reset", None), getattr(event, "error_code", None))
        return reset == (True, _REFUSED_STREAM)
    return type(event).__name__ == "ConnectionTerminated" and getattr(event, "last_stream_id", None) == 0


def failures() -> tuple[type[Exception], ...]:
    import httpx  # noqa: PLC0415  as above

    return (
        httpx.TransportError,
        httpx.StreamError,
        httpx.InvalidURL,
        UnicodeError,
        OSError,
        TimeoutError,
        NotFollowedError,
    )


def builder() -> type[httpx.Request]:
    import httpx  # noqa: PLC0415  as above

    return httpx.Request


def timeouts(seconds: float) -> dict[str, float]:
    """Httpx's timeouts, each at most the whole; connecting ends first, so that it is known to have failed."""
    connect = min(_CONNECT, seconds * 0.9)
    return {"connect": connect, "read": seconds, "write": seconds, "pool": connect}


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
        _warn(f"not recorded: job {told or 'unknown'}: {error.message}")


def _warn(message: str) -> None:
    try:
        warnings.warn(message, RuntimeWarning, stacklevel=5)
    except RuntimeWarning:
        # made an exception by a filter, it would take the job with it
        return
