"""A steady load for some minutes (``python … 10``): memory must level off once the emulator keeps all it may keep."""

from __future__ import annotations

import asyncio
import sys
import time

from emulator_load import Server, Tally, emulator, lifecycles

CONNECTIONS = 8
PAUSE = 0.2
EVERY = 15.0


async def watch(server: Server, until: float, seen: list[tuple[float, float]]) -> None:
    began = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(EVERY)
        seen.append((time.monotonic() - began, server.megabytes()))
        print(f"  {seen[-1][0]:5.0f} s {seen[-1][1]:7.1f} MB", flush=True)


async def soak(server: Server, minutes: float) -> tuple[Tally, list[tuple[float, float]]]:
    tally, seen, until = Tally(), [], time.monotonic() + minutes * 60
    load = [lifecycles(server.url, tally, until, polls=8, pause=PAUSE) for _ in range(CONNECTIONS)]
    await asyncio.gather(watch(server, until, seen), *load)
    return tally, seen


def growth(seen: list[tuple[float, float]]) -> float:
    """Megabytes a minute: the slope through the second half, by least squares."""
    half = seen[len(seen) // 2 :]
    mean_x, mean_y = sum(x for x, _ in half) / len(half), sum(y for _, y in half) / len(half)
    spread = sum((x - mean_x) ** 2 for x, _ in half)
    return sum((x - mean_x) * (y - mean_y) for x, y in half) / spread * 60


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with emulator(speed=600, keep_jobs=1000, keep_log=1000) as server:
        tally, seen = asyncio.run(soak(server, minutes))
    print(f"{minutes:g} minutes, {tally.count()} requests, {len(tally.took['create'])} jobs")
    print(f"growth in the second half: {growth(seen):+.2f} MB a minute")
    for kind in tally.took:
        print(tally.line(kind))


if __name__ == "__main__":
    main()
