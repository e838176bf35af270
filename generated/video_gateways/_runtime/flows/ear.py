"""Pauses between polls with an ear on the gateway's events. An event only ends a pause early: a poll is what counts.

So a stream that lies, repeats itself, breaks, or says nothing of a cancelled job changes no outcome, only the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..context import Context
from ..effects import Close, Flow, Sleep, now, read
from ..exchange import Lost
from ..sse import EventParser
from ..transport import Stream
from .listen import news, opened, silence

_LATE = 1.5
"""Heartbeats by which a pause may take longer: a read that times out ends the stream, so the next beat is awaited."""


@dataclass(slots=True, kw_only=True)
class Ear:
    """``stream`` is None where there is none, and after it broke: it is not opened again, polls do."""

    stream: Stream | None = None
    parser: EventParser = field(default_factory=EventParser)


def tuned(context: Context) -> Flow[Ear]:
    """On the gateway's stream, if it has one and lets us in. Before the first poll: nothing is replayed."""
    stream = context.transport.stream
    if stream is None:
        return Ear()
    refused = yield from opened(context, stream, (yield from now()))
    if refused is not None:
        yield Close()
        return Ear()
    return Ear(stream=stream)


def pause(context: Context, ear: Ear, job_id: str, seconds: float, left: float) -> Flow[None]:
    """Let ``seconds`` pass, fewer where the job is told to have ended; never more than ``left``."""
    begun = yield from now()
    while True:
        here = yield from now()
        passed = here.monotonic - begun.monotonic
        if passed >= seconds:
            return
        if ear.stream is None:
            yield Sleep(seconds - passed)
            return
        late = seconds - passed + ear.stream.heartbeat_seconds * _LATE
        data = yield from read(min(silence(ear.stream), late, left - passed))
        if isinstance(data, Lost) or not data:
            yield from _lost(ear)
        elif (yield from _named(context, ear, data, job_id)):
            return


def _named(context: Context, ear: Ear, data: bytes, job_id: str) -> Flow[bool]:
    """Whether these bytes tell that the job has ended."""
    assert ear.stream is not None
    try:
        told = [job for event in ear.parser.feed(data) for job in news(context, ear.stream, event)]
    except ValueError:
        yield from _lost(ear)
        return False
    return any(job.id == job_id and job.ended for job in told)


def _lost(ear: Ear) -> Flow[None]:
    ear.stream = None
    yield Close()
