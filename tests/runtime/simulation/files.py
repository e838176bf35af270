"""A file server beside the gateway, with all that file servers and the way to them do, by seed."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

import faults
from truth import Gateway, TrueJob, film

from callsheet.runtime.exchange import Head, Headers, Lost, Request

HOSTS = ("files.example", "cdn.example")
INNER = "inner.example"
"""A name that stands for a private address: whoever connects is told so by the border."""

PLACES = (
    f"https://{INNER}/0/1", "http://files.example/0/1", "https://10.0.0.1/0/1", "https://u:p@files.example/0/1",
    "file:///etc/passwd", "https://169.254.169.254/", "//localhost/0/1", "",
)  # fmt: skip
"""Where a redirect may not lead."""


@dataclass(slots=True)
class Files:
    """Serves what ``truth.film`` says; ``forbidden`` are addresses that nobody should have asked for."""

    gateway: Gateway
    random: Random
    risk: float
    stream: list[bytes | Lost] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def open(self, request: Request) -> Head | Lost:
        parts = urlsplit(request.url)
        if parts.hostname == INNER:
            return Lost(sent="no", reason="NotFollowedError", refused="it points into a private network")
        if parts.scheme != "https" or parts.hostname not in HOSTS or "@" in parts.netloc:
            self.forbidden.append(request.url)
        number, minted = (int(part) for part in parts.path.split("/")[-2:])
        job = self.gateway.jobs[number]
        if self.random.random() < self.risk / 3:
            return self._redirect(request.url)
        if minted < job.minted - 1 or self.random.random() < self.risk / 2:
            return Head(status=self.random.choice([403, 404, 410, 400]))
        if self.random.random() < self.risk / 2:
            return faults.lost(self.random) if self.random.random() < 0.5 else Head(status=503)
        if number % 2 == 0 and self.random.random() < self.risk / 2:
            job.version += 1
        return self._film(job, dict(request.headers))

    def _redirect(self, url: str) -> Head:
        """To the same file elsewhere, in a circle, or where it may not lead."""
        kind = self.random.choice(["elsewhere", "elsewhere", "circle", "away"])
        place = {"elsewhere": url.replace(HOSTS[0], HOSTS[1]), "circle": url}.get(
            kind, self.random.choice(PLACES)
        )
        status = self.random.choice([301, 302, 303, 307, 308])
        return Head(status=status, headers=Headers((("Location", place),)))

    def _film(self, job: TrueJob, headers: dict[str, str]) -> Head:
        random, whole = self.random, film(job.number, job.version)
        # what has no tag never changes: nobody could tell
        fields = [("ETag", f'"v{job.version}"')] if job.number % 2 == 0 else []
        kind = random.choice(list(_BROKEN)) if random.random() < self.risk else ""
        if kind in _WRONG:
            return self._other(_WRONG[kind])
        if kind in ("gzip", "gzip cut"):
            packed = gzip.compress(whole, mtime=0)  # else it tells the real time
            return self._other(
                packed if kind == "gzip" else packed[: random.randrange(len(packed))],
                ("Content-Encoding", "gzip"),
            )
        begin, status = 0, 200
        if "Range" in headers and random.random() < 0.8:
            begin, status = int(headers["Range"][6:-1]), 206
            begin += 1 if random.random() < self.risk / 2 else 0
            fields.append(("Content-Range", f"bytes {begin}-{len(whole) - 1}/{len(whole)}"))
        body = whole[begin:]
        if kind != "closed":
            fields.append(("Content-Length", str(len(body))))
        if kind in ("cut", "closed", "break"):
            body = body[: random.randrange(len(body) + 1)]
        self._send(body)
        if kind == "break":
            self.stream.append(faults.lost(random))
        return Head(status=status, headers=Headers(tuple(fields)))

    def _other(self, body: bytes, *fields: tuple[str, str]) -> Head:
        self._send(body)
        return Head(status=200, headers=Headers(fields))

    def _send(self, body: bytes) -> None:
        step = max(100, len(body) // 4)
        self.stream = [body[i : i + step] for i in range(0, len(body), step)]


_WRONG = {
    "html": faults.HTML,
    "empty": b"",
    "error": b'{"error": "expired"}',
    "song": b"ID3\x04" + b"x" * 200,
    "endless": film(0) + b"\0" * (1 << 21),
}
"""Whole answers of 200 that are not the film."""

_BROKEN = (*_WRONG, "gzip", "gzip cut", "closed", *("cut", "break") * 5)
"""Mostly what is gone on with afterwards, where most can go wrong."""
