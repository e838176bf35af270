"""A world with a virtual clock: performs effects against the true gateway, through a wire that fails by seed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

import faults
from files import Files
from truth import Gateway, TrueJob, listed

from callsheet.runtime.effects import (
    Close,
    Do,
    Draw,
    Effect,
    Instant,
    Mint,
    Now,
    Open,
    Read,
    Record,
    Send,
    Sleep,
    Tell,
)
from callsheet.runtime.errors import LedgerError
from callsheet.runtime.exchange import Lost, Request, Response
from callsheet.runtime.job_state import Entry, Intent, IntentEntry, JobEntry, Update

BASE = "https://gateway.example/api"


class Killed(BaseException):
    """The process is dead: nothing after this runs in it."""


@dataclass(slots=True)
class MemoryLedger:
    """What the SQLite ledger keeps, without the disk: it survives the process."""

    intents: dict[str, IntentEntry] = field(default_factory=dict)
    jobs: dict[str, str] = field(default_factory=dict)

    def write(self, entry: Entry) -> None:
        if isinstance(entry, IntentEntry):
            self.intents[entry.intent.id] = entry
            for job in entry.jobs:
                self.jobs.setdefault(job, "")
        elif isinstance(entry, JobEntry):
            self.jobs[entry.job_id] = entry.means

    def open_intents(self) -> list[Intent]:
        return [entry.intent for entry in self.intents.values() if entry.state in ("sending", "unknown")]


@dataclass(slots=True)
class Poll:
    """When a job was looked at, with how much time, and how long the gateway then asked to be left alone."""

    sent: float
    seconds: float
    at: float
    wish: float = 0.0


@dataclass(slots=True)
class World:
    """``risk`` is the share of calls that go wrong; ``dies_at`` the effect at which the process ends."""

    gateway: Gateway
    random: Random
    risk: float
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    mono: float = 1000.0
    wall: float = 1_800_000_000.0
    dies_at: int | None = None
    dies_after: bool = False
    interrupts_at: int | None = None
    count: int = 0
    minted: int = 0
    requests: int = 0
    trace: list[tuple[float, Effect, Any]] = field(default_factory=list)
    """When, what was asked, what was answered: put into words only when somebody reads it."""
    polls: list[Poll] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    creates: int = 0
    leaps: int = 0
    dead: bool = False
    """Between the end of the process and the next one."""
    full_at: int | None = None
    """The effect from which the ledger's disk has no room."""
    files: Files = field(init=False)

    def __post_init__(self) -> None:
        self.files = Files(self.gateway, self.random, self.risk)

    def perform(self, effect: Effect) -> Any:
        """The reply, or the end of the process before or after the effect took place."""
        if self.dead:
            raise Killed
        self.count += 1
        if self.count == self.interrupts_at:
            raise asyncio.CancelledError
        if self.count == self.dies_at and not self.dies_after:
            self.dead = True
            raise Killed
        reply = self._perform(effect)
        self.trace.append((self.mono, effect, reply))
        if self.count == self.dies_at:
            self.dead = True
            raise Killed
        return reply

    async def aperform(self, effect: Effect) -> Any:
        return self.perform(effect)

    def _perform(self, effect: Effect) -> Any:  # noqa: C901  one case an effect
        match effect:
            case Now():
                return Instant(self.mono, self.wall)
            case Sleep(seconds):
                assert seconds >= 0, "a sleep into the past"
                self._pass(seconds)
                if self.random.random() < 0.02:
                    self._jump()
            case Draw():
                return self.random.random()
            case Mint(what):
                self.minted += 1
                return f"{what}-{self.minted}"
            case Record(entry):
                self._record(entry)
            case Tell(update):
                self.updates.append(update)
            case Send(request, seconds):
                return self._send(request, seconds)
            case Open(request, _):
                self._pass(0.05)
                return self.files.open(request)
            case Read(_):
                self._pass(0.01)
                return self.files.stream.pop(0) if self.files.stream else b""
            case Close():
                self.files.stream = []
            case Do(_, work):
                return work()
        return None

    def _record(self, entry: Entry) -> None:
        """As the shells do: before a create the ledger must hold, after it the job matters more."""
        if self.full_at is None or self.count < self.full_at:
            self.ledger.write(entry)
        elif isinstance(entry, IntentEntry) and entry.state == "sending":
            raise LedgerError("no room")

    def _pass(self, seconds: float) -> None:
        self.mono += seconds
        self.wall += seconds

    def _jump(self) -> None:
        """A clock is set, or the machine sleeps."""
        self.leaps += 1
        if self.random.random() < 0.5:
            self.wall += self.random.choice([-3600, 3600, -30, 30])
        else:
            self._pass(self.random.choice([60, 8 * 3600]))

    def _send(self, request: Request, seconds: float) -> Response | Lost:
        self.requests += 1
        if not request.url.startswith(BASE.rsplit("/", 1)[0] + "/"):
            self.foreign.append(request.url)
        call, sent = self._call(request), self.mono
        self._pass(min(seconds, self.random.uniform(0.01, 2.0)))
        if call == "submit":
            return self._submit(request, seconds)
        if self.random.random() < self.risk:
            fault = self.random.choice(
                [faults.lost, faults.not_sent, faults.busy, faults.broken, faults.passing]
            )
            reply = fault(self.random)
            if isinstance(reply, Lost) and self.random.random() < 0.3:
                self._pass(seconds)
            if isinstance(reply, Lost) and call == "cancel" and self.random.random() < 0.5:
                # it was cancelled, and only the answer is missing
                self._answer(call, request)
        elif self.random.random() < self.risk / 20:
            reply = faults.redirecting(self.random)
        elif self.random.random() < self.risk / 20:
            reply = faults.denying(self.random)
        else:
            reply = self._answer(call, request)
        if call == "poll":
            self.polls.append(Poll(sent, seconds, self.mono, _wish(reply)))
        return reply

    def _call(self, request: Request) -> str:
        transport = self.gateway.transport
        path = request.url.removeprefix(BASE).partition("?")[0]
        for name in ("submit", "poll", "asset", "cancel"):
            call = getattr(transport, name)
            if call and request.method == call.method and _fits(path, call.path):
                return name
        return "list"

    def _submit(self, request: Request, seconds: float) -> Response | Lost:
        self.creates += 1
        if self.random.random() >= self.risk * 2:
            return self._accepted(request)
        kind = self.random.choice(["not_sent", "lost", "job_lost", "busy", "passing", "job_passing", "refusing",
                                   "job_broken", "broken", "redirecting", "conflict", "job_conflict", "slow"])  # fmt: skip
        if kind.startswith("job_") or kind == "slow":
            self.gateway.create(request.body, dict(request.headers), self.mono, self.wall)
        if kind == "slow":
            self._pass(seconds)
        fault = {
            "job_lost": faults.lost,
            "job_passing": faults.passing,
            "job_broken": faults.broken,
            "job_conflict": faults.conflict,
            "slow": faults.lost,
        }
        return fault.get(kind, getattr(faults, kind, faults.lost))(self.random)

    def _accepted(self, request: Request) -> Response:
        job = self.gateway.create(request.body, dict(request.headers), self.mono, self.wall)
        call = self.gateway.transport.submit
        if call.answer.jobs:
            data = listed(self.gateway, [job], call.answer, self.mono)
        else:
            data = self.gateway.describe(job, call.answer, self.mono)
        return Response(status=self.random.choice(call.accepted), body=json.dumps(data).encode())

    def _answer(self, call: str, request: Request) -> Response:
        transport = self.gateway.transport
        if call == "list":
            assert transport.listing is not None
            return self._json(
                listed(self.gateway, self.gateway.jobs, transport.listing.call.answer, self.mono)
            )
        if call == "asset":
            number = int(request.url.rpartition("-")[2])
            job = self.gateway.jobs[number]
            job.minted += 1
            return self._json({"asset": {"url": f"https://files.example/{number}/{job.minted}?sig=secret"}})
        job = self._named(request)
        if job is None or (call == "poll" and self._not_yet(job)):
            return Response(status=404, body=b'{"error": "not found"}')
        if call == "cancel":
            return self._cancel(job)
        return self._json(self.gateway.describe(job, transport.poll.answer, self.mono))

    def _named(self, request: Request) -> TrueJob | None:
        return next(
            (job for job in self.gateway.jobs if job.id in request.url.replace("/action", "").split("/")[-1]),
            None,
        )

    def _not_yet(self, job: TrueJob) -> bool:
        """A young job that is not visible everywhere."""
        age = self.mono - job.born
        return age < self.gateway.transport.polling.grace_seconds * 0.8 and self.random.random() < self.risk

    def _cancel(self, job: TrueJob) -> Response:
        if (
            self.gateway.means(job, self.mono) in ("succeeded", "failed", "cancelled")
            or self.random.random() < 0.3
        ):
            return Response(status=400, body=b'{"error": "cannot be cancelled"}')
        job.cancelled_at = self.mono
        call = self.gateway.transport.cancel
        assert call is not None
        return Response(status=call.accepted[0], body=b"{}")

    def _json(self, data: Any) -> Response:
        return Response(status=200, body=json.dumps(data).encode())


def _wish(reply: Response | Lost) -> float:
    """Seconds that a plain number asks for; the odd spellings ask for nothing that can be held against a client."""
    if isinstance(reply, Lost) or reply.status != 429:
        return 0.0
    values = [v for k, v in reply.headers if k.lower() == "retry-after"]
    first = values[0] if values else ""
    return min(float(first), 300.0) if first in ("0", "1", "3.5", "120", "86400") else 0.0


def _fits(path: str, pattern: str) -> bool:
    ours, theirs = path.strip("/").split("/"), pattern.strip("/").split("/")
    return len(ours) == len(theirs) and all(
        b.startswith("{") or a == b for a, b in zip(ours, theirs, strict=True)
    )
