"""Over HTTP/2 streams and connections end in ways that say whether a create was acted on. Only those that do count."""

from __future__ import annotations

import asyncio
import contextlib
import json
from types import SimpleNamespace

import httpx
import pytest
from h2.errors import ErrorCodes
from h2_server import H2Server
from small_client import small_client

from callsheet.runtime import errors, world
from callsheet.runtime.context import Limits

JOB = json.dumps({"request_id": "r-1", "status": "queued"}).encode()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    async def now(_):
        pass

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("asyncio.sleep", now)


@pytest.fixture(params=["blocking", "awaiting"])
def act(request, transports):
    """Do deeds in turn on one client of a server, in either shell; what the last one gave."""
    asynchronous = request.param == "awaiting"
    http = httpx.AsyncClient if asynchronous else httpx.Client

    def run(server, *deeds, provider="gmicloud", **options):
        async def go():
            own = http(http1=False, http2=True)
            client = small_client(
                transports[provider], server.url, http=own, asynchronous=asynchronous,
                limits=Limits(submit=30.0, call=30.0), **options,
            )  # fmt: skip
            try:
                for deed in deeds:
                    found = deed(client)
                    found = await found if hasattr(found, "__await__") else found
                return found
            finally:
                closing = own.aclose() if asynchronous else own.close()
                await closing if closing is not None else None

        return asyncio.run(go())

    return run


def buy(client):
    return client.make(prompt="a tram").submit()


def job(talk, stream):
    talk.answer(stream, JOB)


def reset(code):
    return lambda talk, stream: talk.reset(stream, code)


def half_then_refused(talk, stream):
    talk.begin(stream)
    talk.reset(stream, ErrorCodes.REFUSED_STREAM)


def away(last):
    def deed(talk, stream):
        talk.go_away(stream if last == "this" else last)
        talk.leave()

    return deed


def away_but_answered(talk, stream):
    """A graceful end: what was begun is finished."""
    talk.begin(stream)
    talk.h2.send_data(stream, JOB, end_stream=True)
    talk.go_away(stream)


def gone(talk, stream):
    del stream
    talk.leave()


def test_a_job_over_http2(act):
    with H2Server(job) as server:
        assert act(server, buy).id == "r-1"
    assert server.creates == 1


@pytest.mark.parametrize("deed", [reset(ErrorCodes.REFUSED_STREAM), away(0)], ids=["refused", "away 0"])
def test_what_was_surely_not_processed_is_sent_again(act, deed):
    with H2Server(deed, job) as server:
        assert act(server, buy).id == "r-1"
    assert server.creates == 2


def test_refused_for_good_is_not_delivered(act):
    with H2Server(reset(ErrorCodes.REFUSED_STREAM)) as server, pytest.raises(errors.NotDelivered):
        act(server, buy)


def test_a_stream_above_the_last_one_is_sent_again(act):
    """By httpcore itself, on another connection: the other side says that it has not looked at it."""

    def listed(talk, stream):
        talk.answer(stream, b'{"requests": []}')

    with H2Server(listed, away(1), job) as server:
        assert act(server, lambda client: client.jobs(), buy).id == "r-1"
    assert (server.creates, server.connections) == (2, 2)


UNKNOWN = {
    "reset: internal error": reset(ErrorCodes.INTERNAL_ERROR),
    "reset: cancel": reset(ErrorCodes.CANCEL),
    "reset: enhance your calm": reset(ErrorCodes.ENHANCE_YOUR_CALM),
    "reset: no error": reset(ErrorCodes.NO_ERROR),
    "refused after the head of an answer": half_then_refused,
    "go away, this one was seen": away("this"),
    "go away, far more were seen": away(2**31 - 1),
    "the connection closed": gone,
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_anything_else_is_unknown_and_sent_once(act, kind, tmp_path):
    with (
        H2Server(UNKNOWN[kind], job) as server,
        pytest.raises(errors.OutcomeUnknown) as caught,
    ):
        act(server, buy, ledger=tmp_path / "jobs.sqlite")
    assert server.creates == 1
    assert caught.value.facts.at_risk == "0.30 USD"


def test_a_graceful_end_never_doubles(act):
    """The answer is taken if httpcore hands it over, else nothing is known; it is never a second create."""
    with H2Server(away_but_answered, job) as server, contextlib.suppress(errors.OutcomeUnknown):
        assert act(server, buy).id == "r-1"
    assert server.creates == 1


def test_a_key_is_kept_over_broken_connections(act):
    made = json.dumps({"jobId": "j-1", "status": "QUEUED"}).encode()
    with H2Server(gone, reset(ErrorCodes.CANCEL), lambda talk, stream: talk.answer(stream, made)) as server:
        assert act(server, buy, provider="apiframe").id == "j-1"
    assert server.creates == 3


class StreamReset(SimpleNamespace):
    """Shaped like h2's event of this name."""


class ConnectionTerminated(SimpleNamespace):
    """Shaped like h2's event of this name."""


def failed(cause):
    error = httpx.RemoteProtocolError("words")
    error.__cause__ = cause
    return world.lost(error).sent


@pytest.mark.parametrize(
    ("cause", "sent"),
    [
        (Exception(StreamReset(remote_reset=True, error_code=7)), "no"),
        (Exception(StreamReset(remote_reset=False, error_code=7)), "maybe"),
        (Exception(StreamReset(remote_reset=None, error_code=7)), "maybe"),
        (Exception(StreamReset(remote_reset=True, error_code=8)), "maybe"),
        (Exception(StreamReset()), "maybe"),
        (Exception(ConnectionTerminated(last_stream_id=0)), "no"),
        (Exception(ConnectionTerminated(last_stream_id=1)), "maybe"),
        (Exception(ConnectionTerminated(last_stream_id=None)), "maybe"),
        (Exception(ConnectionTerminated()), "maybe"),
        (Exception("<StreamReset stream_id:1, error_code:7, remote_reset:True>"), "maybe"),
        (Exception(), "maybe"),
        (None, "maybe"),
    ],
)
def test_only_the_event_itself_proves_anything(cause, sent):
    assert failed(cause) == sent
    assert world.lost(httpx.ConnectError("x"), answered=True).sent == "maybe"
