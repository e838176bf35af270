"""One paid job from wish to file, in a world that fails; afterwards the invariants are held against the truth."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from truth import Gateway, TrueJob, film
from world import BASE, Killed, World

from callsheet.runtime.build import body_of, url_of
from callsheet.runtime.context import Context
from callsheet.runtime.drive import adrive, drive
from callsheet.runtime.effects import Effect, Flow
from callsheet.runtime.errors import (
    DownloadError,
    GatewayError,
    JobError,
    JobGone,
    LedgerError,
    OutcomeUnknown,
    Unsupported,
    WaitTimeout,
)
from callsheet.runtime.flows.cancel import cancel
from callsheet.runtime.flows.download import Wanted, download
from callsheet.runtime.flows.outcome import addresses
from callsheet.runtime.flows.recover import recover
from callsheet.runtime.flows.submit import submit
from callsheet.runtime.flows.wait import Patience, wait
from callsheet.runtime.job_state import Amount, Intent, Snapshot
from callsheet.runtime.job_token import Token
from callsheet.runtime.part import Part
from callsheet.runtime.transport import Transport

PATIENCE = 900.0
LONGEST_WISH = 300.0
"""Seconds of Retry-After that a client may be held up by."""


class BrokenError(AssertionError):
    """An invariant does not hold; the message names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.trace: list[tuple[float, Effect, Any]] = []


@dataclass(slots=True)
class Life:
    """One lifecycle: its world, and what its user saw."""

    world: World
    context: Context
    asynchronous: bool
    shown: list[str]

    def run(self, flow: Flow[Any]) -> Any:
        self.world.dead = False
        if self.asynchronous:
            return _awaited(adrive(flow, self.world.aperform))
        return drive(flow, self.world.perform)

    def see(self, error: BaseException) -> None:
        notes = getattr(error, "__notes__", [])
        self.shown.append(" ".join([type(error).__name__, str(error), *notes]))


def _awaited(coroutine: Any) -> Any:
    """Run a coroutine that never really waits: a loop would only cost time."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("the virtual world never suspends")


def live(
    seed: int, transports: dict[str, Transport], *, asynchronous: bool, folder: Path | None = None
) -> Life:
    """Run one lifecycle. Raises ``BrokenError``."""
    random = Random(seed)
    transport = transports[random.choice(sorted(transports))]
    risk = random.choice([0.0, 0.05, 0.2, 0.5])
    world = World(gateway=Gateway(transport, random, risk=risk), random=random, risk=risk)
    life = Life(world, Context(transport=transport, base_url=BASE), asynchronous, [])
    if random.random() < 0.25:
        world.dies_at, world.dies_after = random.randrange(1, 30), random.random() < 0.5
    if random.random() < 0.1:
        world.interrupts_at = random.randrange(1, 30)
    if random.random() < 0.05:
        world.full_at = random.randrange(1, 30)
    job_ids = _bought(life, f"intent of seed {seed}")
    try:
        for job_id in job_ids:
            _followed(life, job_id, folder)
        _hold(life)
    except BrokenError as broken:
        broken.trace = world.trace
        raise
    finally:
        # the next life has jobs of the same names
        for left in folder.iterdir() if folder else ():
            left.unlink()
    return life


def _bought(life: Life, prompt: str) -> list[str]:
    transport = life.context.transport
    params = {"prompt": prompt}
    draft = Intent(id="", provider=transport.provider, model="m-1", params=params,
                   url=url_of(BASE, transport.submit, model="m-1"), body=body_of(transport, "m-1", params),
                   estimate=Amount(amount=Decimal("0.30"), unit="USD"))  # fmt: skip
    try:
        accepted = life.run(submit(life.context, draft))
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
        _hold_interrupted(life, end)
        return _restarted(life)
    except LedgerError as error:
        life.see(error)
        _require(not life.world.creates, "I2: sent without the ledger that was asked for")
        return []
    except GatewayError as error:
        _hold_error(error)
        life.see(error)
        if isinstance(error, OutcomeUnknown):
            _require(
                error.facts.intent_id and error.facts.at_risk and error.facts.advice,
                "I8: what is at risk, what next",
            )
            return _restarted(life)
        return []
    ids = [job.id for job in accepted.jobs]
    _require(
        life.world.full_at or set(ids) <= life.world.ledger.jobs.keys(),
        "I2: an accepted job that is not recorded",
    )
    return ids


def _hold_interrupted(life: Life, end: BaseException) -> None:
    """I8: where a job may have been made, an interruption names its intent; where one was, the job too."""
    world = life.world
    if isinstance(end, Killed) or not world.gateway.jobs:
        return
    notes = " ".join(getattr(end, "__notes__", []))
    _require(
        any(name in notes for name in world.ledger.intents), "I8: an interrupted submit names its intent"
    )
    _require(all(job in notes for job in world.ledger.jobs), "I8: an interrupted submit names its job")


def _restarted(life: Life) -> list[str]:
    """Another process with the same ledger. It resumes what was accepted, and looks after what is not known."""
    if life.world.random.random() < 0.2:
        # long after: keys have been forgotten
        life.world._pass(life.world.random.choice([1, 30]) * 86400.0)
    ledger = life.world.ledger
    found = list(ledger.jobs)
    for intent in ledger.open_intents():
        try:
            found += life.run(recover(life.context, intent, set(ledger.jobs))).jobs
        except (Killed, asyncio.CancelledError, GatewayError) as error:
            life.see(error)
    return [*dict.fromkeys([*found, *ledger.jobs])]


def _followed(life: Life, job_id: str, folder: Path | None) -> None:
    token = Token.parse(str(Token(provider=life.context.transport.provider, job_id=job_id, created=life.world.wall)),
                        life.context.transport.provider)  # fmt: skip
    if life.world.random.random() < 0.15:
        _cancelled(life, token)
    snapshot = None
    for _ in range(3):
        snapshot = _waited(life, token)
        if snapshot is not None:
            break
    if snapshot is not None:
        _hold_end(life, token, snapshot)
        _taken(life, token, snapshot, folder)


def _cancelled(life: Life, token: Token) -> None:
    try:
        life.run(cancel(life.context, token))
    except Unsupported:
        _require(life.context.transport.cancel is None, "I7: unsupported where a cancel is documented")
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
    except GatewayError as error:
        _hold_error(error)
        life.see(error)


def _waited(life: Life, token: Token) -> Snapshot | None:
    advice = life.context.transport.polling
    patience = Patience(first=advice.first_seconds, longest=advice.max_seconds, total=PATIENCE)
    begun, first = life.world.mono, len(life.world.polls)
    try:
        return life.run(wait(life.context, token, patience, born=None))
    except (Killed, asyncio.CancelledError) as end:
        life.see(end)
        if isinstance(end, asyncio.CancelledError):
            _require(
                any(token.job_id in note for note in getattr(end, "__notes__", [])),
                "I8: an interrupted wait names the job",
            )
        return None
    except GatewayError as error:
        _hold_error(error)
        _require(error.facts.job_id == token.job_id, f"I8: {type(error).__name__} does not name the job")
        _hold_given_up(life, token, error, begun)
        life.see(error)
        return None
    finally:
        _hold_polls(life, first, begun)


def _taken(life: Life, token: Token, snapshot: Snapshot, folder: Path | None) -> None:
    try:
        urls = life.run(addresses(life.context, token, snapshot))
    except JobError as error:
        _require(error.facts.job_id == token.job_id, "I8: the error of an ended job names it")
        life.see(error)
        return
    except (Killed, asyncio.CancelledError, GatewayError) as error:
        life.see(error)
        return
    if folder is None:
        return
    target = folder / f"{token.job_id}.mp4"
    part = Part(target, life.context.facts(job_id=token.job_id), overwrite=False)
    wanted = Wanted(token=token, index=0, url=urls[0], max_bytes=1 << 20)
    for _ in range(2):
        try:
            life.run(download(life.context, wanted, part))
            break
        except DownloadError as error:
            _hold_error(error)
            _require(error.facts.job_id == token.job_id, "I8: a download's error names the job")
            life.see(error)
        except (Killed, asyncio.CancelledError, GatewayError) as error:
            life.see(error)
    if target.exists():
        job = life.world.gateway.find(token.job_id)
        whole = target.read_bytes()
        target.unlink()
        _require(job is not None and whole in _versions(job), "I4: a final file that is not the result")


def _versions(job: TrueJob) -> list[bytes]:
    return [film(job.number, version) for version in range(job.version + 1)]


def _hold(life: Life) -> None:
    """I1 to I3 and I5, at the end of a life."""
    world = life.world
    billed = [job.intent for job in world.gateway.jobs]
    _require(len(billed) == len(set(billed)), f"I1: {len(billed)} billed jobs for one intent")
    for job in world.gateway.jobs:
        states = {entry.state for entry in world.ledger.intents.values()}
        known = job.id in world.ledger.jobs or states & {"sending", "unknown"}
        _require(bool(known), f"I2: {job.id} is billed, and the ledger says {states or 'nothing'}")
    _require(not world.files.forbidden, f"I3: a file was asked for at {world.files.forbidden}")
    _require(not world.foreign, f"I3: a call of the API went to {world.foreign}")
    _require(world.requests < 3000, f"I5: {world.requests} requests")
    honours = life.context.transport.idempotency is not None
    _require(honours or len(world.gateway.jobs) <= 1, "I1: sent twice without a key")


def _hold_polls(life: Life, first: int, begun: float) -> None:
    """I5 and I6, for one waiting."""
    polls = life.world.polls[first:]
    least = life.context.transport.polling.first_seconds
    for earlier, later in pairwise(polls[:-1]):
        # the last one may be early: a look at the deadline itself
        _require(later.at - earlier.at >= min(least, earlier.wish or least) - 3.0, "I6: polled too soon")
        left = begun + PATIENCE - earlier.at
        _require(
            later.at - earlier.at >= min(earlier.wish, max(0.0, left)) - 0.01,
            "I6: the gateway's wish was not held",
        )
    for poll in polls:
        rest = begun + PATIENCE - poll.sent
        _require(poll.seconds >= min(life.context.limits.call, rest) - 0.01, "I5: a poll without its time")
    _require(len(polls) <= PATIENCE / least + 3, f"I5: {len(polls)} polls in one waiting")


def _hold_given_up(life: Life, token: Token, error: GatewayError, begun: float) -> None:
    """I7: nothing is told of a job that is not so, as far as the wire and the clocks let it be known."""
    world = life.world
    if isinstance(error, WaitTimeout):
        _require(world.mono - begun >= PATIENCE - LONGEST_WISH, "I5: given up before the deadline")
    if world.leaps:
        return
    if isinstance(error, JobGone):
        _require(world.gateway.find(token.job_id) is None, "I7: a job that is there is told to be gone")
    if isinstance(error, WaitTimeout) and not world.risk:
        job, last = world.gateway.find(token.job_id), world.polls[-1].at
        _require(
            job and world.gateway.means(job, last - 2.0) in ("pending", "unknown"),
            "I7: an end was overlooked",
        )


def _hold_end(life: Life, token: Token, snapshot: Snapshot) -> None:
    job = life.world.gateway.find(token.job_id)
    _require(job is not None, "I7: an end of a job that never was")
    assert job is not None
    meant = life.world.gateway.means(job, life.world.mono)
    _require(snapshot.means == meant, f"I7: told {snapshot.means}, in truth {meant}")


def _hold_error(error: GatewayError) -> None:
    facts = error.facts
    _require(facts.provider, f"I8: {type(error).__name__} names no gateway")
    _require(facts.job_id or facts.intent_id or facts.advice or error.advice, f"I8: {error} helps nobody")
    _require("secret" not in str(error), "I3: a signed address in a message")


def _require(holds: object, what: str) -> None:
    if not holds:
        raise BrokenError(what)


def twice(seed: int, transports: dict[str, Transport], folder: Path | None = None) -> int:
    """The same life in both shells: identical traces, identical words. How many lifecycles that were."""
    one = live(seed, transports, asynchronous=False, folder=folder)
    other = live(seed, transports, asynchronous=True, folder=folder)
    if one.world.trace != other.world.trace:
        raise BrokenError("I9: the traces of the two shells differ")
    if one.shown != other.shown:
        raise BrokenError("I9: the words of the two shells differ")
    return 2
