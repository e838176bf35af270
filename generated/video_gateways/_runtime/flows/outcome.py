"""What an ended job leaves: its files' addresses, fresh from the gateway, or the reason why there are none."""

from __future__ import annotations

from dataclasses import replace

from ..build import request_of
from ..causes import misread
from ..context import Context, at_risk
from ..effects import Flow, Record, now
from ..errors import (
    Facts,
    JobCancelled,
    JobError,
    JobFailed,
    JobModerated,
    NotFound,
    ResultMissing,
)
from ..job_state import Amount, Snapshot, entry_of
from ..job_token import Token
from ..pointer import texts
from ..read import is_same, snapshots
from .ask import ask, understood
from .noted import noted, paid
from .wait import poll_request

_MODERATED = ("moderat", "content policy", "safety", "nsfw", "prohibited content")
"""Fragments by which gateways tell a moderated job from another failed one; none has a field for it."""


def look(context: Context, token: Token) -> Flow[Snapshot]:
    """One look at the job, retried; raises ``NotFound`` where it is not there."""
    facts = context.facts(job_id=token.job_id)
    call = context.transport.poll
    reply = yield from ask(context, "poll", poll_request(context, token.job_id), call.accepted, facts)
    snapshot = snapshots(context.transport, call.answer, understood(context, "poll", reply, facts))[0]
    if not snapshot.status:
        raise misread(context.transport.errors, reply, facts, "answered a poll without a status")
    if not is_same(snapshot.id, token.job_id):
        raise misread(context.transport.errors, reply, facts, "answered a poll with another job")
    return snapshot


def glance(context: Context, token: Token) -> Flow[Snapshot]:
    """The same, and an end is recorded: callers may never wait for it."""
    snapshot = yield from look(context, token)
    if snapshot.ended:
        here = yield from now()
        yield Record(entry_of(token.provider, token.job_id, snapshot, here.wall))
    return snapshot


def settle(context: Context, token: Token, snapshot: Snapshot) -> None:
    """Raise for a job that ended without a result."""
    facts = context.facts(job_id=token.job_id, at_risk=_both(snapshot.charges, token.estimate))
    error = _why(snapshot, facts)
    if error is not None:
        error.charges, error.estimate = snapshot.charges, token.estimate
        raise error


def _both(charges: tuple[Amount, ...], estimate: Amount | None) -> str:
    """What was charged, beside the estimate where that was another."""
    charged = ", ".join(map(str, charges))
    if not charged or estimate is None or estimate in charges:
        return charged or at_risk(estimate)
    return f"{charged}, where {estimate} was estimated"


def _why(snapshot: Snapshot, facts: Facts) -> JobError | None:
    if snapshot.means == "cancelled":
        return JobCancelled("the job was cancelled", facts)
    if snapshot.means == "failed":
        lower = f"{snapshot.message} {snapshot.hint}".lower()
        kind = JobModerated if any(word in lower for word in _MODERATED) else JobFailed
        error = kind(f"the job failed: {_words(snapshot.message)}", facts)
        error.hint = snapshot.hint
        return error
    if snapshot.expired:
        return ResultMissing("the job succeeded, but its files have been removed", facts)
    if not (snapshot.urls or snapshot.assets):
        return ResultMissing(f"the job says {snapshot.status!r}, but names no file", facts)
    return None


def addresses(context: Context, token: Token, snapshot: Snapshot) -> Flow[tuple[str, ...]]:
    """Where a succeeded job's files are; an empty text for one of several that is not there."""
    settle(context, token, snapshot)
    if snapshot.urls or not context.transport.asset:
        return snapshot.urls
    with noted(paid(token)):
        return (yield from _of_assets(context, token, snapshot))


def _of_assets(context: Context, token: Token, snapshot: Snapshot) -> Flow[tuple[str, ...]]:
    found, missing = [], None
    for asset in snapshot.assets:
        try:
            found.append((yield from _address(context, token, asset)))
        except (NotFound, ResultMissing) as error:
            found.append("")
            missing = error
    if missing is not None and not any(found):
        facts = replace(missing.facts, at_risk=_both(snapshot.charges, token.estimate))
        raise ResultMissing(
            f"none of its {len(found)} file(s) is there: {missing.message}", facts
        ) from missing
    return tuple(found)


def fresh_addresses(context: Context, token: Token) -> Flow[tuple[str, ...]]:
    """The same, asked for anew: gateways mint fresh addresses with every look."""
    snapshot = yield from look(context, token)
    if not snapshot.ended:
        raise ResultMissing(
            f"the job succeeded before, and now says {snapshot.status!r}", context.facts(job_id=token.job_id)
        )
    return (yield from addresses(context, token, snapshot))


def _address(context: Context, token: Token, asset: str) -> Flow[str]:
    call = context.transport.asset
    assert call is not None
    facts = context.facts(job_id=token.job_id)
    reply = yield from ask(
        context, "asset", request_of(context.base_url, call, job_id=asset), call.accepted, facts
    )
    url = next(iter(texts(understood(context, "asset", reply, facts), call.answer.urls)), "")
    if not url:
        raise ResultMissing(f"asset {asset} has no address", facts)
    return url


def _words(message: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in message)[:500].strip()
    return shown or "the gateway gives no reason"
