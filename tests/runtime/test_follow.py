"""Waiting with an ear on the stream: an event hurries the next poll, and nothing that a stream does changes an outcome."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.runtime.context import Context
from callsheet.runtime.drive import adrive, drive
from callsheet.runtime.effects import Close, Draw, Instant, Now, Open, Read, Record, Send, Sleep, Tell
from callsheet.runtime.errors import WaitTimeout
from callsheet.runtime.exchange import Head, Headers, Lost, Response
from callsheet.runtime.flows.wait import Patience, wait
from callsheet.runtime.job_token import Token

TOKEN = Token(provider="oxen", job_id="g-1")
PATIENCE = Patience(first=10.0, longest=30.0, total=1800.0, jitter=0.0, follow=True)
KEEP = b": keep-alive\n\n"


def event(job="g-1", status="succeeded", name="media_generation_completed"):
    data = {"generation_id": job, "status": status, "url": "https://c.example/1"}
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


@dataclass
class Script:
    """A gateway on a virtual clock: its job ends at ``ends``, its stream says each piece at its time."""

    ends: float
    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    breaks: float = 1e9
    """When the stream's connection breaks."""
    opens: Head | Lost = field(default_factory=lambda: Head(status=200))
    limit: bool = False
    """Whether the first poll is answered by a 429 that asks for 60 seconds."""
    clock: float = 0.0
    is_open: bool = False
    trace: list[tuple[float, str]] = field(default_factory=list)

    def perform(self, effect):
        self.trace.append((self.clock, type(effect).__name__))
        match effect:
            case Now():
                return Instant(self.clock, 1e9 + self.clock)
            case Draw():
                return 0.5
            case Sleep(seconds):
                self.clock += seconds
            case Open():
                self.is_open = isinstance(self.opens, Head)
                return self.opens
            case Close():
                self.is_open = False
            case Read(seconds):
                return self._read(seconds)
            case Send():
                self.clock += 0.1
                return self._polled()
            case Tell() | Record():
                return None
        return None

    def _read(self, seconds):
        assert self.is_open, "a stream is read while it is open"
        due, piece = self.pieces[0] if self.pieces else (1e9, b"")
        moment = min(due, self.breaks, self.clock + seconds)
        if moment == due:
            self.pieces.pop(0)
            self.clock = max(self.clock, moment)
            return piece
        self.clock = max(self.clock, moment)
        return Lost(sent="maybe", reason="ReadTimeout")

    def _polled(self):
        if self.limit:
            self.limit = False
            return Response(status=429, headers=Headers((("Retry-After", "60"),)))
        status = "succeeded" if self.clock >= self.ends else "processing"
        return Response(status=200, body=json.dumps({"generation_id": "g-1", "status": status}).encode())

    @property
    def polls(self):
        return [round(at, 1) for at, what in self.trace if what == "Send"]


def run(transports, script, patience=PATIENCE):
    snapshot = drive(wait(context_of(transports), TOKEN, patience), script.perform)
    assert not script.is_open, "no connection is left behind"
    return snapshot


def context_of(transports):
    transport = transports["oxen"]
    return Context(transport=transport, base_url=transport.base_url)


def test_an_event_ends_the_pause(transports):
    script = Script(ends=12.0, pieces=[(8.0, KEEP), (12.0, event())])
    assert run(transports, script).means == "succeeded"
    assert script.polls == [0.0, 12.0]


def test_without_it_a_poll_is_later(transports):
    script = Script(ends=12.0)
    run(transports, script, Patience(first=10.0, longest=30.0, total=1800.0, jitter=0.0))
    assert script.polls == [0.0, 10.1, 25.2]
    assert "Open" not in [what for _, what in script.trace]


@pytest.mark.parametrize(
    "pieces",
    [
        [(3.0, event(job="g-2"))],
        [(3.0, event(job="g-11"))],
        [(3.0, event(name="other"))],
        [(3.0, event(status="processing"))],
        [(3.0, event(status="marvellous"))],
        [(3.0, b"event: media_generation_completed\ndata: {\n\n")],
        [(3.0, b"event: media_generation_completed\ndata: []\n\n")],
        [(3.0, event()[:-20])],
    ],
    ids=[
        "another job",
        "a longer id",
        "another event",
        "pending",
        "unknown word",
        "no JSON",
        "an array",
        "half",
    ],
)
def test_what_is_no_news_of_the_job_hurries_nothing(transports, pieces):
    beats = [(n * 5.0, KEEP) for n in range(1, 9)]
    script = Script(ends=20.0, pieces=sorted([*pieces, *beats]))
    assert run(transports, script).means == "succeeded"
    assert script.polls[1] >= 10.0


def test_a_stream_that_speaks_too_early_is_believed_only_by_the_poll(transports):
    beats = [(n * 5.0, KEEP) for n in range(1, 9)]
    script = Script(ends=20.0, pieces=sorted([(2.0, event()), (2.5, event(status="failed")), *beats]))
    assert run(transports, script).means == "succeeded"
    assert script.polls[:2] == [0.0, 2.0]


@pytest.mark.parametrize(
    "opens", [Lost(sent="no", reason="ConnectError"), Head(status=401), Head(status=503)]
)
def test_a_stream_that_is_not_to_be_had_leaves_the_polls(transports, opens):
    script = Script(ends=12.0, opens=opens)
    assert run(transports, script).means == "succeeded"
    assert script.polls == [0.0, 10.1, 25.2]


@pytest.mark.parametrize(
    ("breaks", "polls"), [(0.5, [0.0, 10.1, 25.2]), (4.0, [0.0, 10.1, 25.2]), (11.0, [0.0, 11.0, 26.1])]
)
def test_a_stream_that_breaks_leaves_the_polls(transports, breaks, polls):
    """The read that was to outlast the pause ends with the stream."""
    script = Script(ends=12.0, breaks=breaks)
    assert run(transports, script).means == "succeeded"
    assert script.polls == polls
    assert [what for _, what in script.trace].count("Open") == 1


def test_an_event_without_end_is_a_broken_stream(transports):
    script = Script(ends=12.0, pieces=[(1.0, b"data: " + b"x" * (2 << 20))])
    assert run(transports, script).means == "succeeded"
    assert script.polls == [0.0, 10.1, 25.2]


def test_a_gateway_that_names_a_time_is_not_asked_before_it(transports):
    script = Script(ends=1.0, limit=True, pieces=[(3.0, event())])
    run(transports, script)
    assert script.polls == [0.0, 60.1]


def test_the_deadline_is_the_deadline(transports):
    script = Script(ends=1e6, pieces=[(n * 5.0, KEEP) for n in range(1, 99)])
    with pytest.raises(WaitTimeout):
        run(transports, script, Patience(first=10, longest=30, total=60, jitter=0.0, follow=True))
    assert 60.0 <= script.clock < 66.0
    assert not script.is_open


def test_a_gateway_without_a_stream_is_polled(transports):
    transport = transports["gmicloud"]
    script = Script(ends=0.0)
    script._polled = lambda: Response(status=200, body=b'{"request_id": "g-1", "status": "success"}')
    context = Context(transport=transport, base_url=transport.base_url)
    assert drive(wait(context, TOKEN, PATIENCE), script.perform).means == "succeeded"
    assert {"Open", "Read", "Close"}.isdisjoint(what for _, what in script.trace)


def test_an_interruption_closes_the_stream(transports):
    script = Script(ends=1e6, pieces=[(5.0, KEEP)])

    def perform(effect):
        if isinstance(effect, Read) and script.clock >= 5.0:
            raise KeyboardInterrupt
        return script.perform(effect)

    with pytest.raises(KeyboardInterrupt) as caught:
        drive(wait(context_of(transports), TOKEN, PATIENCE), perform)
    assert not script.is_open
    assert "resume it with the token" in caught.value.__notes__[0]


PIECES = st.lists(
    st.tuples(
        st.floats(0, 200),
        st.sampled_from(
            [KEEP, event(), event(job="g-2"), event(status="failed"), b"\xff\xfe\n\n", b"data: {", b"\n"]
        ),
    ),
    max_size=12,
)


@given(ends=st.floats(0, 300), pieces=PIECES, breaks=st.floats(0, 400))
def test_whatever_a_stream_does_the_end_is_the_gateways_and_no_later_than_polls(
    transports, ends, pieces, breaks
):
    made = [Script(ends=ends, pieces=sorted(pieces), breaks=breaks) for _ in range(2)]
    assert run(transports, made[0]).means == "succeeded"
    assert ends <= made[0].clock + 0.1
    assert made[0].clock <= ends + 30.0 + 22.5 + 1.0, "the longest pause, and the heartbeat that it waits for"

    async def perform(effect):
        return made[1].perform(effect)

    asyncio.run(adrive(wait(context_of(transports), TOKEN, PATIENCE), perform))
    assert made[0].trace == made[1].trace
