"""Memory of an emulator that holds 100,000 jobs, in memory and in SQLite, and how fast it still answers."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from emulator_load import CREATE, Connection, Tally, emulator, timed

JOBS = 100_000
CONNECTIONS = 16


async def create(url: str, count: int, tally: Tally) -> None:
    connection = Connection(url)
    await connection.open()
    for _ in range(count):
        await timed(connection, tally, "create", "POST", "/requests", CREATE, 200)
    connection.close()


async def load(url: str) -> Tally:
    tally = Tally()
    await asyncio.gather(*(create(url, JOBS // CONNECTIONS, tally) for _ in range(CONNECTIONS)))
    return tally


def measure(name: str, **options: object) -> None:
    with emulator(speed=60, keep_log=1000, **options) as server:
        before, began = server.megabytes(), time.monotonic()
        tally = asyncio.run(load(server.url))
        after, took = server.megabytes(), time.monotonic() - began
        each = (after - before) * 1e6 / JOBS
        print(
            f"{name}: {before:.0f} MB, {after:.0f} MB with {JOBS} jobs, {each:.0f} bytes a job, {took:.0f} s"
        )
        print(tally.line("create"))


def main() -> None:
    measure("memory")
    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", database=str(Path(folder) / "state.db"))


if __name__ == "__main__":
    main()
