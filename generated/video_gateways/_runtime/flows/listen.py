"""Listening to the events of an account. A stream only hurries the news: what it misses, a poll finds."""

from __future__ import annotations

from ..build import request_of
from ..context import Context
from ..effects import Close, Flow, Instant, Tell, now, open_, read
from ..errors import NoAnswer, Unsupported
from ..exchange import Lost, Response
from ..job_state import Snapshot, Update
from ..read import NotJsonError, parse, snapshots
from ..sse import EventParser
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
    request = request_of(context.base_url, stream.call)
    begun = yield from now()
    head = yield from open_(request, context.limits.call)
    try:
        if isinstance(head, Lost):
            raise NoAnswer(f"no answer to stream ({head.reason})", facts)
        if head.status not in stream.call.accepted:
            answer = Response(status=head.status, headers=head.headers)
            raise problem(context, "stream", answer, facts, begun.wall)
        yield from _hear(context, stream, begun, seconds)
    finally:
        yield Close()


def _hear(context: Context, stream: Stream, begun: Instant, seconds: float) -> Flow[None]:
    parser = EventParser()
    while True:
        here = yield from now()
        left = begun.monotonic + seconds - here.monotonic
        if left <= 0:
            return
        # a heartbeat is due; three that stay away are a broken line
        data = yield from read(min(left, stream.heartbeat_seconds * 3))
        if isinstance(data, Lost) or not data:
            here = yield from now()
            if here.monotonic - begun.monotonic >= seconds:
                return
            raise NoAnswer("the stream broke off", context.facts())
        for event in parser.feed(data):
            if event.name in stream.events:
                yield from _told(context, stream, event.data, here.monotonic - begun.monotonic)


def _told(context: Context, stream: Stream, data: str, elapsed: float) -> Flow[None]:
    try:
        answer = parse(Response(status=200, body=data.encode()))
    except NotJsonError:
        return
    for job in snapshots(context.transport, stream.call.answer, answer):
        if job.id:
            yield Tell(_update(job, elapsed))


def _update(job: Snapshot, elapsed: float) -> Update:
    return Update(
        job_id=job.id,
        status=job.status,
        means=job.means,
        progress=job.progress,
        elapsed=elapsed,
        note=job.message,
    )
