"""Buying a job. The create goes out once.

It goes out again only where it surely did not arrive, or under one idempotency key that the gateway honours. The
intent is in the ledger before the first byte leaves, so a crash at any point loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..causes import misread, refusal
from ..context import Context, at_risk
from ..effects import Flow, Instant, Record, Sleep, draw, mint, now, send
from ..errors import (
    Facts,
    GatewayError,
    NotDelivered,
    NotUnderstood,
    OutcomeUnknown,
    RateLimited,
    Refused,
    ServerError,
)
from ..exchange import Lost, Request, Response
from ..job_state import Intent, IntentEntry, IntentState, Snapshot
from ..pacing import backoff
from ..read import NotJsonError, parse, snapshots
from .noted import noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The intent as it was sent, and the jobs that it became: one, or several where the gateway makes several."""

    intent: Intent
    jobs: tuple[Snapshot, ...]
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """No job yet. ``outcome`` is what is then known of the intent; ``again`` whether sending again may help."""

    error: GatewayError
    outcome: IntentState
    again: bool


def submit(context: Context, draft: Intent, unknown: Intent | None = None) -> Flow[Accepted]:
    """Record the intent, then deliver it.

    ``unknown`` is an earlier intent of the same request whose outcome nobody knows: where its key still stands, it is
    asked for again instead of buying anew.
    """
    here = yield from now()
    if unknown is not None and unknown.key and in_window(context, unknown, here.wall):
        return (yield from deliver(context, unknown, maybe_sent=True))
    name = yield from mint("intent")
    honoured = context.transport.idempotency
    key = (draft.key or (yield from mint("key"))) if honoured else ""
    intent = replace(draft, id=name, key=key, created=here.wall)
    yield from _intend(intent, here)
    return (yield from deliver(context, intent))


def _intend(intent: Intent, here: Instant) -> Flow[None]:
    try:
        yield Record(IntentEntry(intent=intent, state="sending", at=here.wall))
    except (GatewayError, GeneratorExit):
        raise
    except BaseException:
        # nothing has been sent, so nobody need ever look for its job
        yield Record(IntentEntry(intent=intent, state="not_sent", detail="interrupted", at=here.wall))
        raise


def deliver(context: Context, intent: Intent, *, maybe_sent: bool = False) -> Flow[Accepted]:
    """Send a recorded intent. ``maybe_sent``: an earlier process may have sent it, under the same key."""
    with noted(
        f"interrupted while submitting intent {intent.id}: a job may have been made; look for it before trying again"
    ):
        return (yield from _deliver(context, intent, maybe_sent=maybe_sent))


def _deliver(context: Context, intent: Intent, *, maybe_sent: bool) -> Flow[Accepted]:
    request = _request(context, intent)
    for attempt in range(context.limits.attempts):
        reply = yield from send(request, context.limits.submit)
        here = yield from now()
        outcome = judge(context, intent, reply, here.wall)
        if isinstance(outcome, tuple):
            return (yield from _accept(context, intent, outcome, here))
        maybe_sent = maybe_sent or outcome.outcome == "unknown"
        delay = yield from _delay(attempt, outcome.error)
        last = attempt + 1 >= context.limits.attempts or not in_window(context, intent, here.wall + delay)
        if not outcome.again or last or not context.budget.take():
            return (yield from _give_up(context, intent, outcome, maybe_sent=maybe_sent, wall=here.wall))
        yield Sleep(delay)
    raise AssertionError("attempts are at least one")


def judge(
    context: Context, intent: Intent, reply: Response | Lost, wall: float
) -> tuple[Snapshot, ...] | Missed:
    """What one reply to a create means."""
    if isinstance(reply, Lost):
        return _lost(context, intent, reply)
    if reply.status in context.transport.submit.accepted:
        return _answered(context, intent, reply)
    error = refusal(context.transport.errors, "submit", reply, _facts(context, intent), wall)
    created = error.created if isinstance(error, Refused) else None
    passing = isinstance(error, RateLimited | ServerError)
    return Missed(
        error=error,
        outcome="refused" if created is False else "unknown",
        again=bool(intent.key) and passing,
    )


def _request(context: Context, intent: Intent) -> Request:
    honoured = context.transport.idempotency
    keyed = {honoured.header: intent.key} if honoured and intent.key else {}
    return Request(method="POST", url=intent.url, headers={**intent.headers, **keyed}, body=intent.body)


def _lost(context: Context, intent: Intent, reply: Lost) -> Missed:
    if reply.sent == "no":
        error: GatewayError = NotDelivered(
            f"could not be reached ({reply.reason})", context.facts(intent_id=intent.id)
        )
        return Missed(error=error, outcome="not_sent", again=True)
    lost = NotUnderstood(f"no answer to submit ({reply.reason})", _facts(context, intent))
    return Missed(error=lost, outcome="unknown", again=bool(intent.key))


def _answered(context: Context, intent: Intent, reply: Response) -> tuple[Snapshot, ...] | Missed:
    answer = context.transport.submit.answer
    try:
        found = {job.id: job for job in snapshots(context.transport, answer, parse(reply)) if job.id}
        instead = "an answer without a job id"
    except NotJsonError as what:
        found, instead = {}, str(what)
    if found:
        return tuple(found.values())
    found_instead = f"answered {reply.status} to submit with {instead}"
    error = misread(context.transport.errors, reply, _facts(context, intent), found_instead)
    return Missed(error=error, outcome="unknown", again=bool(intent.key))


def _accept(context: Context, intent: Intent, jobs: tuple[Snapshot, ...], here: Instant) -> Flow[Accepted]:
    context.budget.give()
    ids = tuple(job.id for job in jobs)
    entry = IntentEntry(intent=intent, state="accepted", jobs=ids, at=here.wall)
    try:
        yield Record(entry)
    except GeneratorExit:
        raise
    except BaseException as interruption:
        # an interrupted write is undone, and the job is paid
        interruption.add_note(
            f"job {', '.join(ids)} was accepted and goes on without us; resume it by its id"
        )
        yield Record(entry)
        raise
    return Accepted(intent=intent, jobs=jobs, at=here)


def _delay(attempt: int, error: GatewayError) -> Flow[float]:
    delay = backoff(attempt, (yield from draw()))
    wish = error.retry_after if isinstance(error, RateLimited) else None
    return max(delay, wish or 0.0)


def in_window(context: Context, intent: Intent, wall: float) -> bool:
    """Whether a key sent at ``wall`` still stands for the first request; a clock set back proves nothing."""
    honoured = context.transport.idempotency
    if not honoured or not intent.key:
        return True
    # a tenth of the window is left for the request's way and for clocks that differ
    return 0 <= wall - intent.created < honoured.window_seconds * 0.9


def _give_up(
    context: Context, intent: Intent, missed: Missed, *, maybe_sent: bool, wall: float
) -> Flow[Accepted]:
    state: IntentState = "unknown" if maybe_sent else missed.outcome
    yield Record(IntentEntry(intent=intent, state=state, detail=missed.error.message, at=wall))
    if state != "unknown":
        raise missed.error
    error = OutcomeUnknown(
        f"whether a job was made is not known: {missed.error.message}", _unknown(context, intent, missed)
    )
    error.intent = intent
    raise error from missed.error


def _facts(context: Context, intent: Intent) -> Facts:
    return context.facts(intent_id=intent.id)


def _unknown(context: Context, intent: Intent, missed: Missed) -> Facts:
    known = missed.error.facts
    return replace(
        known, intent_id=intent.id, at_risk=at_risk(intent.estimate), advice=_advice(context, intent)
    )


def _advice(context: Context, intent: Intent) -> str:
    if intent.key:
        return (
            "Submit the same request object again: it asks under the same key, at no risk; so does recover()"
        )
    if context.transport.listing:
        return "Do not submit again yet: look for the job in jobs(), or with a ledger by reconcile() of the intent"
    return "Do not submit again yet: look for the job on the gateway's own pages"
