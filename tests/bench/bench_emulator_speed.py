"""How many requests a second one emulator answers, with the load from a second process, and how long they take.

Connections in turn; each creates a job, polls it eight times and is refused once. Run it on an idle machine.
"""

from __future__ import annotations

import asyncio
import time

from emulator_load import Tally, emulator, lifecycles

SECONDS = 10.0


async def load(url: str, connections: int) -> Tally:
    tally, until = Tally(), time.monotonic() + SECONDS
    await asyncio.gather(*(lifecycles(url, tally, until, polls=8) for _ in range(connections)))
    return tally


def main() -> None:
    for connections in (1, 8, 64):
        with emulator(speed=60) as server:
            tally = asyncio.run(load(server.url, connections))
            print(f"{connections} connection(s): {tally.count() / SECONDS:.0f} requests a second")
            for kind in tally.took:
                print(tally.line(kind))


if __name__ == "__main__":
    main()
