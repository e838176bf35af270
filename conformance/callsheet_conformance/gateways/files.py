"""Results: presigned URLs that expire, and the films behind them, with ranges."""

from __future__ import annotations

import hashlib
import hmac
import re
from urllib.parse import quote, urlencode

import anyio.to_thread
from starlette.responses import PlainTextResponse, Response

from callsheet_conformance.gateways.clock import Clock
from callsheet_conformance.gateways.media import Film, clip

PREFIX = "/__callsheet__/files/"
LIFETIME = 3600.0
"""Seconds that a URL lives where the gateway states nothing."""


class Files:
    """Signs and checks URLs of results. ``url(…)`` may be called again for a fresh one."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self._clock = clock
        self._secret = hashlib.sha256(f"callsheet files {seed}".encode()).digest()

    def url(self, origin: str, job: str, *, lifetime: float = LIFETIME) -> str:
        """``http://127.0.0.1:8400/__callsheet__/files/7c….mp4?expires=…&signature=…``."""
        expires = str(int(self._clock.now() + lifetime))
        query = urlencode({"expires": expires, "signature": self._sign(job, expires)})
        return f"{origin}{PREFIX}{quote(job, safe='')}.mp4?{query}"

    def may(self, job: str, expires: str, signature: str) -> bool:
        """Whether a signature fits and has not expired."""
        fits = hmac.compare_digest(self._sign(job, expires).encode(), signature.encode())
        return fits and expires.isdecimal() and int(expires[:15]) > self._clock.now()

    def _sign(self, job: str, expires: str) -> str:
        return hmac.new(self._secret, f"{job}\n{expires}".encode(), "sha256").hexdigest()


async def answer(film: Film, asked: str | None, if_range: str | None) -> Response:
    """The film, or the part that a ``Range`` header asks for."""
    data = await anyio.to_thread.run_sync(clip, film)
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"Accept-Ranges": "bytes", "ETag": etag}
    if asked is None or if_range not in (None, etag):
        return Response(data, 200, headers, "video/mp4")
    span = _span(asked, len(data))
    if span is None:
        return PlainTextResponse("", 416, {**headers, "Content-Range": f"bytes */{len(data)}"})
    first, last = span
    headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], 206, headers, "video/mp4")


_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z", re.ASCII)


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None where there is no such part."""
    found = _RANGE.match(asked.replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None
