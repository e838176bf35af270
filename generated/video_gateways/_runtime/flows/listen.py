"""Listening to the events of an account. A stream only hurries the news: what it misses, a poll finds."""

from __future__ import annotations

from ..build import request_of
from ..context import Context
from ..effects import Close, Flow, Instant, Tell, now, open_, read
from ..errors import GatewayError, NoAnswer, Unsupported
from ..exchange import Lost, Response
from ..job_state import Snapshot, Update
from ..read import NotJsonError, parse, snapshots
from ..sse import Event, EventParser
from ..transport import Stream
from .ask import problem


def listen(context: Context, seconds: float) -> Flow[None]:
    """Tell every job that ends within ``seconds``. Raises ``NoAnswer`` when the stream breaks: listen again, and poll.

    Nothing is replayed, so begin to listen before you submit.
    """
    stream = context.transport.stream
    facts = context.facts()
    if stream is None:
        raise Unsupported("documents no stream of events", facts)
    begun = yield from now()
    try:
        refused = yield from opened(context, stream, begun)
        if refused is not None:
            raise refused
        yield from _hear(context, stream, begun, seconds)
    finally:
        yield Close()


def opened(context: Context, stream: Stream, begun: Instant) -> Flow[GatewayError | None]:
    """Open the stream; why it is not to be had, where it is not."""
    request = request_of(context.base_url, stream.call)
    head = yield from open_(request, context.limits.call)
    if isinstance(head, Lost):
        return NoAnswer(f"no answer to stream ({head.reason})", context.facts())
    if head.status in stream.call.accepted:
        return None
    answer = Response(status=head.status, headers=head.headers)
    return problem(context, "stream", answer, context.facts(), begun.wall)


def silence(stream: Stream) -> float:
    """Seconds without a byte after which the line is broken: three heartbeats that stayed away."""
    return stream.heartbeat_seconds * 3


def news(context: Context, stream: Stream, event: Event) -> list[Snapshot]:
    """The jobs that an event speaks of; none for an event of another name, or one that is not understood."""
    if event.name not in stream.events:
        return []
    try:
        answer = parse(Response(status=200, body=event.data.encode()))
    except NotJsonError:
        return []
    return [job for job in snapshots(context.transport, stream.call.answer, answer) if job.id]


def _hear(context: Context, stream: Stream, begun: Instant, seconds: float) -> Flow[None]:
    parser = EventParser()
    while True:
        here = yield from now()
        left = begun.monotonic + seconds - here.monotonic
        if left <= 0:
            return
        data = yield from read(min(left, silence(stream)))
        if isinstance(data, Lost) or not data:
            here = yield from now()
            if here.monotonic - begun.monotonic >= seconds:
                return
            raise NoAnswer("the stream broke off", context.facts())
        for event in parser.feed(data):
            for job in news(context, stream, event):
                yield Tell(_update(job, here.monotonic - begun.monotonic))


def _update(job: Snapshot, elapsed: float) -> Update:
    return Update(
        job_id=job.id,
        status=job.status,
        means=job.means,
        progress=job.progress,
        elapsed=elapsed,
        note=job.message,
    )
