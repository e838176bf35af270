"""Forks a client for every line of orders on stdin, and says how it ended. One life an order; some end by SIGKILL.

An order is JSON: provider, url, ledger, target, asynchronous, what (buy or recover), dies_at, before.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "generator")]

import httpx  # noqa: E402  loaded once, before the forks
from small_client import small_client  # noqa: E402  a script finds its neighbours itself
from transports import transports  # noqa: E402  as above

from callsheet.runtime.async_world import AsyncWorld  # noqa: E402  as above
from callsheet.runtime.effects import Sleep  # noqa: E402  as above
from callsheet.runtime.sync_world import SyncWorld  # noqa: E402  as above


def deadly(kind, at, *, before):
    """The world's class whose process ends before or after its ``at``-th effect; sleeping takes no time."""
    count = 0

    def strike(here):
        nonlocal count
        count += here == before
        if count == at and here == before:
            os.kill(os.getpid(), signal.SIGKILL)

    class Deadly(kind):
        def _perform(self, effect):
            return super()._perform(Sleep(0) if isinstance(effect, Sleep) else effect)

    class Blocking(Deadly):
        def perform(self, effect):
            strike(True)
            reply = super().perform(effect)
            strike(False)
            return reply

    class Awaiting(Deadly):
        async def perform(self, effect):
            strike(True)
            reply = await super().perform(effect)
            strike(False)
            return reply

    return Awaiting if kind is AsyncWorld else Blocking


def live(order):
    asynchronous = order["asynchronous"]
    # each engine finds its world where it imports it
    module = sys.modules[f"callsheet.runtime.{'async_world' if asynchronous else 'sync_engine'}"]
    kind = AsyncWorld if asynchronous else SyncWorld
    setattr(module, kind.__name__, deadly(kind, order["dies_at"], before=order["before"]))
    # a plain-http server needs no certificates, and loading them takes longer than a whole life
    http = httpx.AsyncClient(verify=False) if asynchronous else httpx.Client(verify=False)
    options = {"ledger": order["ledger"], "asynchronous": asynchronous, "http": http}
    client = small_client(transports()[order["provider"]], order["url"], **options)
    act = {"buy": buy, "recover": recover}[order["what"]]
    asyncio.run(act(client, order["target"]))


async def settled(value):
    """A value of either shell."""
    return await value if hasattr(value, "__await__") else value


async def buy(client, target):
    job = await settled(client.make(prompt="a tram").submit())
    result = await settled(job.wait())
    await settled(result.save(target))


async def recover(client, target):
    await settled(client.recover())
    for line in client.ledger.lines():
        if line.job_id and not line.path:
            result = await settled(client.resume(line.job_id).wait())
            await settled(result.save(target, overwrite=True))


def main():
    transports()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                live(json.loads(line))
            except BaseException as error:  # noqa: BLE001  what a life dies of is told to the test
                os.write(2, f"{type(error).__name__}: {error}\n".encode())
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
