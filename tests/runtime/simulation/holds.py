"""What must hold of a life, I1 to I8, held against the truth."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from world import Killed

from callsheet.runtime.effects import Effect
from callsheet.runtime.errors import (
    GatewayError,
    JobGone,
    WaitTimeout,
)
from callsheet.runtime.job_state import Snapshot
from callsheet.runtime.job_token import Token

if TYPE_CHECKING:
    from lifecycle import Life

PATIENCE = 900.0
LONGEST_WISH = 300.0
"""Seconds of Retry-After that a client may be held up by."""


class BrokenError(AssertionError):
    """An invariant does not hold; the message names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.trace: list[tuple[float, Effect, Any]] = []


def hold_interrupted(life: Life, end: BaseException) -> None:
    """I8: where a job may have been made, an interruption names its intent; where one was, the job too."""
    world = life.world
    if isinstance(end, Killed) or not world.gateway.jobs:
        return
    notes = " ".join(getattr(end, "__notes__", []))
    require(any(name in notes for name in world.ledger.intents), "I8: an interrupted submit names its intent")
    require(all(job in notes for job in world.ledger.jobs), "I8: an interrupted submit names its job")


def hold(life: Life) -> None:
    """I1 to I3 and I5, at the end of a life."""
    world = life.world
    billed = [job.intent for job in world.gateway.jobs]
    require(len(billed) == len(set(billed)), f"I1: {len(billed)} billed jobs for one intent")
    for job in world.gateway.jobs:
        states = {entry.state for entry in world.ledger.intents.values()}
        known = job.id in world.ledger.jobs or states & {"sending", "unknown"}
        require(bool(known), f"I2: {job.id} is billed, and the ledger says {states or 'nothing'}")
    require(not world.files.forbidden, f"I3: a file was asked for at {world.files.forbidden}")
    require(not world.foreign, f"I3: a call of the API went to {world.foreign}")
    require(world.requests < 3000, f"I5: {world.requests} requests")
    honours = life.context.transport.idempotency is not None
    require(honours or len(world.gateway.jobs) <= 1, "I1: sent twice without a key")


def hold_polls(life: Life, first: int, begun: float) -> None:
    """I5 and I6, for one waiting."""
    polls = life.world.polls[first:]
    least = life.context.transport.polling.first_seconds
    for earlier, later in pairwise(polls[:-1]):
        # the last one may be early: a look at the deadline itself
        require(later.at - earlier.at >= min(least, earlier.wish or least) - 3.0, "I6: polled too soon")
        left = begun + PATIENCE - earlier.at
        require(
            later.at - earlier.at >= min(earlier.wish, max(0.0, left)) - 0.01,
            "I6: the gateway's wish was not held",
        )
    for poll in polls:
        rest = begun + PATIENCE - poll.sent
        require(poll.seconds >= min(life.context.limits.call, rest) - 0.01, "I5: a poll without its time")
    require(len(polls) <= PATIENCE / least + 3, f"I5: {len(polls)} polls in one waiting")


def hold_given_up(life: Life, token: Token, error: GatewayError, begun: float) -> None:
    """I7: nothing is told of a job that is not so, as far as the wire and the clocks let it be known."""
    world = life.world
    if isinstance(error, WaitTimeout):
        require(world.mono - begun >= PATIENCE - LONGEST_WISH, "I5: given up before the deadline")
    if world.leaps:
        return
    if isinstance(error, WaitTimeout):
        # the last poll may take its least time
        require(world.mono - begun <= PATIENCE + 10.0, "I5: given up long after the deadline")
    if isinstance(error, JobGone):
        require(world.gateway.find(token.job_id) is None, "I7: a job that is there is told to be gone")
    if isinstance(error, WaitTimeout) and not world.risk:
        job, last = world.gateway.find(token.job_id), world.polls[-1].at
        require(
            job and world.gateway.means(job, last - 2.0) in ("pending", "unknown"),
            "I7: an end was overlooked",
        )


def hold_end(life: Life, token: Token, snapshot: Snapshot) -> None:
    job = life.world.gateway.find(token.job_id)
    require(job is not None, "I7: an end of a job that never was")
    assert job is not None
    meant = life.world.gateway.means(job, life.world.mono)
    require(snapshot.means == meant, f"I7: told {snapshot.means}, in truth {meant}")


def hold_error(error: GatewayError) -> None:
    facts = error.facts
    require(facts.provider, f"I8: {type(error).__name__} names no gateway")
    require(facts.job_id or facts.intent_id or facts.advice or error.advice, f"I8: {error} helps nobody")
    require("secret" not in str(error), "I3: a signed address in a message")


def require(holds: object, what: str) -> None:
    if not holds:
        raise BrokenError(what)
