"""Waiting for a job to end. Polls are free, so any of them may fail; only an end, a refusal or the deadline stops."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..build import request_of, with_query
from ..causes import misread
from ..context import Context, at_risk
from ..effects import Close, Flow, Instant, Record, Sleep, Tell, draw, now, send
from ..errors import Facts, GatewayError, JobGone, NotFound, NotUnderstood, RateLimited, WaitTimeout
from ..exchange import Lost, Request, Response
from ..job_state import Snapshot, Update, entry_of
from ..job_token import Token
from ..pacing import jittered
from ..read import is_same, snapshots
from .ask import is_passing, problem, understood
from .ear import Ear, pause, tuned
from .noted import noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """``first`` seconds between polls, growing to ``longest``; ``total`` seconds in all, on the monotonic clock."""

    first: float
    longest: float
    total: float
    growth: float = 1.5
    jitter: float = 0.2
    follow: bool = False
    """Whether to listen to the gateway's events between polls, where it has a stream of them."""


_LAST_POLL = 5.0
"""Seconds that the last poll may take past the deadline, so that a job that ended in time is not missed."""


@dataclass(slots=True, kw_only=True)
class _Course:
    """How the waiting goes."""

    begun: Instant
    born: float | None
    patience: Patience
    gap: float
    ear: Ear
    strange: int = 0
    last: Snapshot = Snapshot()  # noqa: RUF009  frozen


def poll_request(context: Context, job_id: str) -> Request:
    """One look at a job."""
    call = context.transport.poll
    request = request_of(context.base_url, call, job_id=job_id)
    return replace(request, url=with_query(request.url, context.query))


def wait(context: Context, token: Token, patience: Patience, born: float | None = None) -> Flow[Snapshot]:
    """The snapshot in which the job has ended, however it ended. ``born``: monotonic time of its create, if ours."""
    with noted(f"job {token.job_id} goes on without us; resume it with the token {token}"):
        begun = yield from now()
        ear = (yield from tuned(context)) if patience.follow else Ear()
        course = _Course(begun=begun, born=born, patience=patience, gap=patience.first, ear=ear)
        try:
            return (yield from _polled(context, token, course))
        finally:
            if ear.stream is not None:
                yield Close()


def _polled(context: Context, token: Token, course: _Course) -> Flow[Snapshot]:
    here = yield from now()
    while True:
        left = course.begun.monotonic + course.patience.total - here.monotonic
        yield from _keep_pace(context, here, left)
        seconds = max(_LAST_POLL, min(context.limits.call, left))
        reply = yield from send(poll_request(context, token.job_id), seconds)
        here = yield from now()
        snapshot = judge(context, token, reply, here, course)
        yield Tell(_update(token, snapshot, here, course))
        if isinstance(snapshot, Snapshot) and snapshot.ended:
            yield Record(entry_of(token.provider, token.job_id, snapshot, here.wall))
            return snapshot
        here = yield from _pause(context, token, snapshot, here, course)


def judge(
    context: Context, token: Token, reply: Response | Lost, here: Instant, course: _Course
) -> Snapshot | GatewayError:
    """What one poll says; an error that may pass is a value, another is raised."""
    facts = context.facts(job_id=token.job_id)
    if isinstance(reply, Response) and reply.status in context.transport.poll.accepted:
        return _read(context, token, reply, course, facts)
    error = problem(context, "poll", reply, facts, here.wall)
    if isinstance(error, NotFound):
        if _fresh(context, token, here, course):
            return error
        raise JobGone(error.message, error.facts) from error
    if isinstance(error, NotUnderstood):
        return _strange(context, error, course)
    if not is_passing(error):
        raise error
    return error


def _read(
    context: Context, token: Token, reply: Response, course: _Course, facts: Facts
) -> Snapshot | GatewayError:
    errors = context.transport.errors
    try:
        data = understood(context, "poll", reply, facts)
    except NotUnderstood as error:
        return _strange(context, error, course)
    snapshot = snapshots(context.transport, context.transport.poll.answer, data)[0]
    if not snapshot.status:
        return _strange(context, misread(errors, reply, facts, "answered a poll without a status"), course)
    if not is_same(snapshot.id, token.job_id):
        return _strange(context, misread(errors, reply, facts, "answered a poll with another job"), course)
    course.strange = 0
    course.last = snapshot
    return snapshot


def _strange(context: Context, error: NotUnderstood, course: _Course) -> GatewayError:
    course.strange += 1
    if course.strange >= context.limits.strange:
        raise error
    return error


def _fresh(context: Context, token: Token, here: Instant, course: _Course) -> bool:
    """Whether the job is so young that a gateway may not show it yet."""
    grace = context.transport.polling.grace_seconds
    if course.born is not None:
        return here.monotonic - course.born < grace
    return 0 <= here.wall - token.created < grace


def _keep_pace(context: Context, here: Instant, left: float) -> Flow[None]:
    delay = context.pace.reserve(here.monotonic)
    if 0 < delay < left:
        yield Sleep(delay)


def _pause(
    context: Context,
    token: Token,
    said: Snapshot | GatewayError,
    here: Instant,
    course: _Course,
) -> Flow[Instant]:
    """Sleep until the next poll is due, or raise where the deadline comes first."""
    patience = course.patience
    gap = jittered(course.gap, patience.jitter, (yield from draw()))
    wish = said.retry_after if isinstance(said, RateLimited) else None
    gap = max(gap, wish or 0.0)
    course.gap = min(course.gap * patience.growth, patience.longest)
    left = course.begun.monotonic + patience.total - here.monotonic
    if left <= gap:
        if wish is not None or left <= 0:
            trouble = said if isinstance(said, GatewayError) else None
            raise _timeout(context, token, course, trouble) from trouble
        gap = left
    # a gateway that named a time is not asked before it, whatever its stream says
    yield from pause(context, Ear() if wish else course.ear, token.job_id, gap, left)
    return (yield from now())


def _timeout(context: Context, token: Token, course: _Course, trouble: GatewayError | None) -> WaitTimeout:
    advice = "It may still run: resume it with its token; do not submit it again"
    facts = context.facts(job_id=token.job_id, at_risk=at_risk(token.estimate), advice=advice)
    last = f"last status {course.last.status or 'not known'}"
    if course.last.status and course.last.means == "unknown":
        last += ", which is in no documentation"
    if trouble is not None:
        last += f", last answer: {trouble.message}"
    error = WaitTimeout(f"not done after {course.patience.total:g} s, {last}", facts)
    error.token = str(token)
    return error


def _update(token: Token, said: Snapshot | GatewayError, here: Instant, course: _Course) -> Update:
    seen = said if isinstance(said, Snapshot) else course.last
    note = said.message if isinstance(said, GatewayError) else ""
    if isinstance(said, Snapshot) and said.means == "unknown":
        note = f"the status {said.status!r} is in no documentation; waiting goes on"
    return Update(
        job_id=token.job_id,
        status=seen.status,
        means=seen.means,
        progress=seen.progress,
        elapsed=here.monotonic - course.begun.monotonic,
        note=note,
    )
