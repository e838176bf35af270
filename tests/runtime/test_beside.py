"""The awaiting shell writes the ledger beside the event loop: others go on meanwhile, and no write is left behind."""

from __future__ import annotations

import asyncio
import json
import os
import threading

import pytest
from films import FILM
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime.beside import beside
from callsheet.runtime.errors import LedgerError
from callsheet.runtime.job_state import IntentEntry
from callsheet.runtime.ledger import Ledger


class Held(Ledger):
    """A write of ``state`` has begun when ``began`` is set, and ends after ``released``."""

    def __init__(self, path, state="sending"):
        super().__init__(path)
        self.state, self.began, self.released, self.threads = (
            state,
            threading.Event(),
            threading.Event(),
            set(),
        )

    def write(self, entry):
        self.threads.add(threading.get_ident())
        if getattr(entry, "state", "") == self.state:
            self.began.set()
            assert self.released.wait(20), "nobody goes on meanwhile"
        super().write(entry)


def accepted(_):
    return response(200, b'{"request_id": "r-1", "status": "queued"}')


@pytest.fixture
def ledger(tmp_path):
    return Held(tmp_path / "jobs.sqlite")


def test_others_go_on_meanwhile(transports, ledger):
    """The write waits for another task of the same loop, so a loop that stood still would never end it."""

    async def go(url):
        client = small_client(transports["gmicloud"], url, asynchronous=True, ledger=ledger)
        buying = asyncio.ensure_future(client.make(prompt="x").submit())
        await asyncio.to_thread(ledger.began.wait)
        ledger.released.set()
        return await buying

    with RawServer(accepted) as server:
        job = asyncio.run(go(server.url))
    assert job.id == "r-1"
    assert threading.get_ident() not in ledger.threads


def bought(transports, ledger, url, traces):
    client = small_client(
        transports["gmicloud"],
        url,
        asynchronous=True,
        ledger=ledger,
        watch=lambda effect, reply: traces.append(type(effect).__name__),
    )
    return client.make(prompt="x").submit()


@pytest.mark.parametrize("state", ["sending", "accepted"])
@pytest.mark.parametrize("times", [1, 5])
def test_a_cancellation_waits_for_the_write(transports, tmp_path, state, times):
    """What is on the disk then is what a process that blocks would have left: of one that was not sent, that it was not."""
    ledger, traces = Held(tmp_path / "jobs.sqlite", state), []

    async def go(url):
        buying = asyncio.ensure_future(bought(transports, ledger, url, traces))
        await asyncio.to_thread(ledger.began.wait)
        for _ in range(times):
            buying.cancel()
            for _ in range(3):
                await asyncio.sleep(0)
        assert not buying.done()
        ledger.released.set()
        with pytest.raises(asyncio.CancelledError) as caught:
            await buying
        return getattr(caught.value, "__notes__", [])

    with RawServer(accepted) as server:
        notes = asyncio.run(go(server.url))
        asked = len(server.asked)
    (line,) = ledger.lines()
    assert traces[-1] == "Record"
    if state == "sending":
        assert line.state == "not_sent"
        assert asked == 0, "nothing went out after the cancellation"
    else:
        assert (line.state, line.job_id) == ("accepted", "r-1")
        assert any("r-1" in note for note in notes)


def test_a_timeout_around_a_submit_is_a_timeout(transports, tmp_path):
    """Cancellation by ``asyncio.timeout`` stays its own affair: the task goes on."""
    ledger = Held(tmp_path / "jobs.sqlite", "accepted")

    async def end(limit):
        await asyncio.to_thread(ledger.began.wait)
        limit.reschedule(asyncio.get_running_loop().time())
        await asyncio.sleep(0)
        assert limit.expired()
        ledger.released.set()

    async def hurried(url, ending):
        async with asyncio.timeout(None) as limit:
            ending.append(asyncio.ensure_future(end(limit)))
            await bought(transports, ledger, url, [])

    async def go(url):
        ending = []
        with pytest.raises(TimeoutError) as caught:
            await hurried(url, ending)
        await ending[0]
        return asyncio.current_task().cancelling(), caught.value.__cause__.__notes__

    with RawServer(accepted) as server:
        cancelling, notes = asyncio.run(go(server.url))
    assert cancelling == 0
    assert any("r-1" in note for note in notes)
    assert [line.job_id for line in ledger.lines()] == ["r-1"]


def test_a_ledger_that_cannot_be_written_sends_nothing(transports, ledger):
    def write(_):
        raise LedgerError("full")

    ledger.write = write

    async def go(url):
        await (
            small_client(transports["gmicloud"], url, asynchronous=True, ledger=ledger)
            .make(prompt="x")
            .submit()
        )

    with RawServer(accepted) as server, pytest.raises(LedgerError):
        asyncio.run(go(server.url))
    assert server.asked == []


def test_a_loop_that_takes_no_more_threads(transports, tmp_path):
    """Late in the life of a process an accepted job is written down all the same."""
    ledger = Ledger(tmp_path / "jobs.sqlite")

    async def go(url):
        client = small_client(transports["gmicloud"], url, asynchronous=True, ledger=ledger)
        await asyncio.get_running_loop().shutdown_default_executor()
        return (await client.make(prompt="x").submit()).id

    with RawServer(accepted) as server:
        assert asyncio.run(go(server.url)) == "r-1"
    assert [line.job_id for line in ledger.lines()] == ["r-1"]


def test_what_work_gives_and_raises():
    async def go():
        assert await beside(lambda a, b: a + b, 1, b=2) == 3
        with pytest.raises(ZeroDivisionError):
            await beside(lambda: 1 / 0)

    asyncio.run(go())


def test_tasks_beside_each_other_write_in_their_own_order(transports, tmp_path):
    """Fifty jobs at once: each intent before its job, and none missing."""
    order = []

    class Noting(Ledger):
        def write(self, entry):
            super().write(entry)
            if isinstance(entry, IntentEntry):
                order.append((entry.intent.id, entry.state))

    ledger = Noting(tmp_path / "jobs.sqlite")
    numbers = iter(range(1000))

    def answer(_):
        return response(200, b'{"request_id": "r-%d", "status": "queued"}' % next(numbers))

    async def go(url):
        client = small_client(transports["gmicloud"], url, asynchronous=True, ledger=ledger)
        return await asyncio.gather(*(client.make(prompt=str(n)).submit() for n in range(50)))

    with RawServer(answer) as server:
        jobs = asyncio.run(go(server.url))
    assert len({job.id for job in jobs}) == 50
    for intent in {name for name, _ in order}:
        assert [state for name, state in order if name == intent] == ["sending", "accepted"]
    assert len(ledger.lines()) == 50


def test_a_film_is_written_beside_the_loop(transports, tmp_path, monkeypatch):
    """Its last fsync waits for another task of the same loop, so a loop that stood still would never end it."""
    begun, released, threads = threading.Event(), threading.Event(), set()
    real = os.fsync

    def held(handle):
        threads.add(threading.get_ident())
        begun.set()
        assert released.wait(20), "nobody goes on meanwhile"
        real(handle)

    def answer(asked):
        if asked.path == "/film":
            return response(200, FILM)
        body = {"request_id": "r-1", "status": "success", "outcome": {"video_url": f"{server.url}/film"}}
        return response(200, json.dumps(body).encode())

    async def go(url):
        result = await small_client(transports["gmicloud"], url, asynchronous=True).resume("r-1").wait()
        saving = asyncio.ensure_future(result.save(tmp_path / "film.mp4"))
        await asyncio.to_thread(begun.wait)
        released.set()
        return await saving

    monkeypatch.setattr(os, "fsync", held)
    with RawServer(answer) as server:
        assert asyncio.run(go(server.url)).read_bytes() == FILM
    assert threading.get_ident() not in threads
