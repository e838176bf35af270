"""An emulator in a process of its own, and a load on it from this one: keep-alive connections, bare HTTP/1.1."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
GENERATED = Path(os.environ.get("CALLSHEET_GENERATED", ROOT / "generated"))
SERVER = """
import json, sys, time
from pathlib import Path
from callsheet_conformance.gateways import Settings, serve
options = json.loads(sys.argv[1])
database = options.pop("database", None)
with serve(["gmicloud"], generated=Path(sys.argv[2]), settings=Settings(**options),
           database=Path(database) if database else None) as served:
    print(json.dumps({"url": served.base_urls["gmicloud"], "control": served.control}), flush=True)
    time.sleep(1e9)
"""
CREATE = json.dumps({"model": "luma-ray-3-2-generate", "payload": {"prompt": "a tram in the rain"}}).encode()
REFUSED = json.dumps(
    {"model": "luma-ray-3-2-generate", "payload": {"prompt": "a", "hdr": True, "resolution": "540p"}}
).encode()


@dataclass
class Server:
    url: str
    control: str
    pid: int

    def megabytes(self) -> float:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def emulator(**options: object) -> Iterator[Server]:
    """GMI's gateway; ``options`` are Settings, and ``database`` a path."""
    command = [sys.executable, "-c", SERVER, json.dumps(options), str(GENERATED)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        told = json.loads(process.stdout.readline())
        yield Server(told["url"], told["control"], process.pid)
    finally:
        process.kill()
        process.wait()


@dataclass
class Tally:
    """Seconds that each request took, by kind."""

    took: dict[str, list[float]] = field(default_factory=dict)

    def add(self, kind: str, seconds: float) -> None:
        self.took.setdefault(kind, []).append(seconds)

    def count(self) -> int:
        return sum(map(len, self.took.values()))

    def line(self, kind: str) -> str:
        found = sorted(self.took[kind])
        at = [found[int(len(found) * share)] * 1000 for share in (0.5, 0.99)]
        return f"  {kind:<8} {len(found):>8} requests   p50 {at[0]:6.2f} ms   p99 {at[1]:6.2f} ms"


class Connection:
    """One keep-alive connection."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        head = (
            f"{method} {self._parts.path}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer k\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        return int(answer[9:12]), await self._reader.readexactly(length)

    def close(self) -> None:
        self._writer.close()


async def lifecycles(url: str, tally: Tally, until: float, polls: int, pause: float = 0.0) -> None:
    """Create, poll some times, now and then be refused, until the moment has come."""
    connection = Connection(url)
    await connection.open()
    while time.monotonic() < until:
        name = json.loads(await timed(connection, tally, "create", "POST", "/requests", CREATE, 200))[
            "request_id"
        ]
        for _ in range(polls):
            await timed(connection, tally, "poll", "GET", f"/requests/{name}", b"", 200)
        await timed(connection, tally, "refused", "POST", "/requests", REFUSED, 500)
        await asyncio.sleep(pause)
    connection.close()


async def timed(connection, tally, kind, method, path, body, expected) -> bytes:  # noqa: PLR0917
    began = time.perf_counter()
    status, data = await connection.ask(method, path, body)
    tally.add(kind, time.perf_counter() - began)
    assert status == expected, data
    return data
