"""A call's total holds at every step of it, whatever a server drips or withholds, in both shells."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import deadline, errors, httpcore_terms, sync_transport
from callsheet.runtime.context import Limits

BRIEF = Limits(call=1.0, submit=1.0, attempts=1)


PATIENT = 60.0
"""Seconds that a server keeps a call which nobody ends: far from the limits above on the slowest machine."""
GAP = 0.2
LONG = b" " * 300


@contextmanager
def ended_by_the_limit():
    """After it, and long before the server would have ended the call."""
    begun = time.monotonic()
    yield
    spent = time.monotonic() - begun
    assert 0.9 < spent < PATIENT / 2, f"{spent:.2f} s"


def dripping(data):
    """Byte by byte, each within the limit, and all of them long after it."""
    assert len(data) * GAP >= PATIENT
    for at in range(len(data)):
        yield data[at : at + 1]
        time.sleep(GAP)


def test_headers_that_drip(act):
    head = b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 50 + b"\r\n"
    with ended_by_the_limit(), pytest.raises(errors.NoAnswer):
        act("gmicloud", lambda a: dripping(head), lambda c: c.jobs(), limits=BRIEF)


def test_a_create_whose_answer_drips_is_not_sent_again(act):
    with ended_by_the_limit(), pytest.raises(errors.OutcomeUnknown) as caught:
        act(
            "gmicloud",
            lambda a: dripping(response(200, b"{}" + LONG)),
            lambda c: c.make(prompt="x").submit(),
            limits=BRIEF,
        )
    assert len(caught.value.asked) == 1


def test_interim_answers_without_end(act):
    def hinting(_):
        while True:
            yield b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"
            time.sleep(0.05)

    with ended_by_the_limit(), pytest.raises(errors.NoAnswer):
        act("gmicloud", hinting, lambda c: c.jobs(), limits=BRIEF)


def test_a_body_that_drips(act):
    with ended_by_the_limit(), pytest.raises(errors.NoAnswer):
        act("gmicloud", lambda a: dripping(response(200, LONG)), lambda c: c.jobs(), limits=BRIEF)


def test_a_stream_is_heard_for_as_long_as_was_asked(act):
    """Not for as long as the server is silent."""

    def silent(_):
        yield response(200, length=-1)
        time.sleep(PATIENT)

    with ended_by_the_limit():
        act("oxen", silent, lambda c: c.listen(print, seconds=1.0))


class Kept:
    """Answers the first call of a connection at once, the second one by drips: the connection is kept."""

    def __init__(self):
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.connections = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection):
        body = b'{"requests": []}' + LONG
        whole = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        try:
            for pieces in ([whole], dripping(whole)):
                connection.recv(65536)
                for piece in pieces:
                    connection.sendall(piece)
        except OSError:
            return

    def close(self):
        self._listening.close()


def test_a_connection_that_is_used_again(transports, monkeypatch):
    monkeypatch.setattr(httpcore_terms, "KEPT", 600.0)
    server = Kept()
    with small_client(transports["gmicloud"], server.url, limits=BRIEF) as client:
        assert client.jobs() == []
        with ended_by_the_limit(), pytest.raises(errors.NoAnswer):
            client.jobs()
    assert server.connections == 1
    server.close()


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_connection_that_servers_may_be_closing_is_not_used(transports, monkeypatch, asynchronous):
    assert httpcore_terms.KEPT < 2, "what careful servers keep"
    monkeypatch.setattr(httpcore_terms, "KEPT", 0.0)
    server = Kept()

    async def go():
        async with small_client(transports["gmicloud"], server.url, asynchronous=True) as client:
            return [await client.jobs() for _ in range(3)]

    if asynchronous:
        asyncio.run(go())
    else:
        with small_client(transports["gmicloud"], server.url) as client:
            for _ in range(3):
                client.jobs()
    assert server.connections == 3
    server.close()


@contextmanager
def mute():
    """Takes connections and says nothing; reads nothing either."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept = []

        def serve():
            while True:
                try:
                    kept.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        for connection in kept:
            connection.close()


@pytest.fixture(params=["blocking", "awaiting"])
def shell(request):
    return request.param


def test_a_handshake_that_never_comes_is_not_delivered(transports, shell):
    """Nothing of the create has left, and both shells know it."""
    with mute() as port, ended_by_the_limit(), pytest.raises(errors.NotDelivered, match="ConnectTimeout"):
        made(transports, shell, f"https://127.0.0.1:{port}", lambda c: c.make(prompt="x").submit())


def test_a_body_that_is_not_taken(transports, shell):
    film = b"\x89PNG\r\n\x1a\n" + b"x" * 20_000_000
    with (
        mute() as port,
        ended_by_the_limit(),
        pytest.raises(errors.NoAnswer, match=r"WriteTimeout|TimeoutError"),
    ):
        made(transports, shell, f"http://127.0.0.1:{port}", lambda c: c.upload(film), provider="apiframe")


def test_a_proxy_that_drips_its_answer(transports, shell):
    with (
        RawServer(lambda a: dripping(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50 + b"\r\n")) as proxy,
        ended_by_the_limit(),
        pytest.raises((errors.NotDelivered, errors.OutcomeUnknown)),
    ):
        made(
            transports,
            shell,
            "https://gateway.example",
            lambda c: c.make(prompt="x").submit(),
            proxy=proxy.url,
        )
    assert [asked.method for asked in proxy.asked] == ["CONNECT"]


def made(transports, shell, url, deed, *, provider="gmicloud", **options):
    """What the deed gives on a client of either shell."""

    async def go():
        client = small_client(
            transports[provider], url, asynchronous=shell == "awaiting", limits=BRIEF, **options
        )
        found = deed(client)
        return await found if hasattr(found, "__await__") else found

    return asyncio.run(go())


def test_a_resolver_that_does_not_answer(transports, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(sync_transport.socket, "getaddrinfo", lambda *_, **__: (over.wait(PATIENT), [])[1])
    with ended_by_the_limit(), pytest.raises(errors.NotDelivered, match="ConnectTimeout"):
        made(transports, "blocking", "https://gateway.example", lambda c: c.make(prompt="x").submit())
    over.set()


def test_a_name_is_looked_up_where_no_thread_is_to_be_had(monkeypatch, names):
    """As late in an interpreter's exit: nothing was sent, so no intent may be left in doubt."""

    def refused(_):
        raise RuntimeError("can't start new thread")

    names.known["gateway.example"] = []
    with monkeypatch.context() as patch:
        patch.setattr(sync_transport.threading.Thread, "start", refused)
        assert sync_transport.resolved("gateway.example", 443) == []
    assert names.asked == ["gateway.example"]


def test_deadlines_nest():
    assert deadline.left(7.0, TimeoutError) == 7.0
    assert deadline.left(None, TimeoutError) is None
    with deadline.Deadline(50.0):
        assert 20.0 < deadline.left(70.0, TimeoutError) <= 50.0
        assert deadline.left(1.0, TimeoutError) == 1.0
        with deadline.Deadline(600.0):
            assert 20.0 < deadline.left(None, TimeoutError) <= 50.0
        with deadline.Deadline(0.0), pytest.raises(ConnectionError):
            deadline.left(7.0, ConnectionError)
    assert deadline.left(7.0, TimeoutError) == 7.0
