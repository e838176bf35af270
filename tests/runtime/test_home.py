"""A client is of one process and of one event loop: elsewhere it says so before anything is sent."""

from __future__ import annotations

import asyncio
import os
import signal
import threading

import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime.errors import Misconfigured
from callsheet.runtime.ledger import Ledger

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def gmicloud(transports):
    return transports["gmicloud"]


def accepted(_):
    return response(200, b'{"request_id": "r-1", "status": "queued"}')


def in_a_fork(work):
    """What ``work`` raised in a child; a child that hangs is ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(10)
        try:
            work()
            told = "nothing"
        except BaseException as error:  # noqa: BLE001  all of it is told
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


@forks
def test_a_client_from_before_a_fork_sends_nothing(gmicloud, tmp_path):
    with RawServer(accepted) as server:
        client = small_client(gmicloud, server.url, ledger=tmp_path / "jobs.sqlite")
        request = client.make(prompt="x")
        request.submit()
        told = in_a_fork(request.submit)
        request.submit()
        client.close()
    assert told == "Misconfigured: this client was made before a fork; make one in each process"
    assert len(server.asked) == 2
    assert len(client.ledger.lines()) == 2


@forks
def test_an_awaiting_client_from_before_a_fork_sends_nothing(gmicloud):
    with RawServer(accepted) as server:
        client = small_client(gmicloud, server.url, asynchronous=True)
        told = in_a_fork(lambda: asyncio.run(client.make(prompt="x").submit()))
    assert "before a fork" in told
    assert server.asked == []


@forks
def test_a_ledger_from_before_a_fork_does_not_hang(tmp_path):
    """Also where another thread held its lock."""
    ledger = Ledger(tmp_path / "jobs.sqlite")
    held, done = threading.Event(), threading.Event()

    def hold():
        with ledger._lock:
            held.set()
            done.wait(20)

    holding = threading.Thread(target=hold)
    holding.start()
    held.wait()
    told = in_a_fork(ledger.lines)
    opened = in_a_fork(lambda: Ledger(tmp_path / "jobs.sqlite").lines())
    done.set()
    holding.join()
    assert told.startswith("LedgerError")
    assert "open it in each process" in told
    assert opened == "nothing"


def test_a_client_in_another_loop_sends_nothing(gmicloud, tmp_path):
    """A connection that was kept would take the create, and its answer could not be read."""

    async def buys(client):
        await client.make(prompt="x").submit()

    with RawServer(accepted) as server:
        client = small_client(gmicloud, server.url, asynchronous=True, ledger=tmp_path / "jobs.sqlite")
        asyncio.run(buys(client))
        with pytest.raises(Misconfigured, match="another event loop"):
            asyncio.run(buys(client))
        assert len(server.asked) == 1
        assert [line.state for line in client.ledger.lines()] == ["accepted"]


def test_without_asyncio_nothing_is_sent_and_no_intent_left(gmicloud, tmp_path):
    """As under trio, which awaits as well."""
    with RawServer(accepted) as server:
        client = small_client(gmicloud, server.url, asynchronous=True, ledger=tmp_path / "jobs.sqlite")
        with pytest.raises(Misconfigured, match="needs asyncio"):
            client.make(prompt="x").submit().send(None)
        assert server.asked == []
        assert client.ledger.lines() == []
