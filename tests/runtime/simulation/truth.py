"""A gateway that exists only in memory: what it really did, and how it answers, by the transport's pointers.

Written from the documentation's data, not from the runtime: it shares no code with what it judges.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from callsheet.runtime.transport import Answer, Transport

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8
"""The smallest film: an ftyp and a moov box; results append an mdat box of their own."""


NOWHERE = (
    "http://files.example/0/1?sig=secret", "https://10.0.0.1/0/1?sig=secret", "https://u:p@files.example/0/1",
    "file:///etc/passwd", "data:video/mp4;base64,AAAA", "https://[::1]/0/1", "https://inner.example/0/1?sig=secret",
)  # fmt: skip
"""Addresses that a result may not have."""


def film(number: int, version: int = 0) -> bytes:
    """What job ``number`` leaves; a gateway that renders it anew leaves another one of the same length."""
    body = (f"{number:04d}{version:04d}" * 40).encode()
    return FILM + (len(body) + 8).to_bytes(4, "big") + b"mdat" + body


@dataclass(slots=True)
class TrueJob:
    """One billed job."""

    number: int
    intent: str
    key: str
    born: float
    """Monotonic."""
    born_wall: float
    steps: list[tuple[float, str]]
    """Age from which a word holds; the last one is the end."""
    params: Any = None
    cancelled_at: float | None = None
    minted: int = 0
    version: int = 0

    @property
    def id(self) -> str:
        return f"job-{self.number}"


@dataclass(slots=True)
class Gateway:
    """Bills every create that it takes, honours keys where the transport says so, and never forgets."""

    transport: Transport
    random: Random
    jobs: list[TrueJob] = field(default_factory=list)
    risk: float = 0.0
    """The share of answers about jobs that lack something, or name a place where no file may be."""

    def create(self, body: bytes, headers: dict[str, str], now: float, wall: float) -> TrueJob:
        """Take a create, as a real gateway would: the same key gives the same job."""
        data = json.loads(body)
        params = _at(data, self.transport.envelope.params)
        honoured = self.transport.idempotency
        key = headers.get(honoured.header, "") if honoured else ""
        if key:
            for job in self.jobs:
                if job.key == key and now - job.born < honoured.window_seconds:
                    return job
        job = TrueJob(
            len(self.jobs),
            params["prompt"],
            key,
            now,
            wall,
            self._course(),
            {k: v for k, v in params.items() if k != "model"},
        )
        self.jobs.append(job)
        return job

    def _course(self) -> list[tuple[float, str]]:
        words = self.transport.statuses
        pending = [w for w, means in words.items() if means == "pending"]
        ends = [w for w, means in words.items() if means != "pending"]
        age, steps = 0.0, []
        for _ in range(self.random.randrange(1, 4)):
            steps.append((age, self.random.choice(pending)))
            age += self.random.uniform(0.1, 60)
        if self.random.random() < 0.1:
            steps.append((age, self.random.choice(["THROTTLED", "Success", "done", "moderated", "aborted"])))
            age += self.random.uniform(1, 30)
        if self.random.random() < 0.03:
            return steps
        succeeded = [w for w in ends if words[w] == "succeeded"]
        steps.append((age, self.random.choice(succeeded if self.random.random() < 0.75 else ends)))
        return steps

    def word(self, job: TrueJob, now: float) -> str:
        """The true status."""
        if job.cancelled_at is not None and now >= job.cancelled_at:
            return next(w for w, means in self.transport.statuses.items() if means == "cancelled")
        return [word for age, word in job.steps if now - job.born >= age][-1]

    def means(self, job: TrueJob, now: float) -> str:
        return self.transport.statuses.get(self.word(job, now), "unknown")

    def find(self, job_id: str) -> TrueJob | None:
        return next((job for job in self.jobs if job.id == job_id), None)

    def describe(self, job: TrueJob, answer: Answer, now: float) -> Any:
        """The job in the places of this answer; where several are documented, in one of them."""
        data: Any = {}
        _put(data, self.random.choice(answer.id), job.id)
        if answer.status:
            _put(data, answer.status[0], self._told(job, now))
        if self.means(job, now) == "succeeded":
            self._result(data, job, answer)
        if self.means(job, now) == "failed" and answer.message:
            _put(
                data,
                answer.message[0],
                self.random.choice(["upstream failed", "flagged by content moderation", None, 7]),
            )
        if answer.progress:
            _put(
                data,
                answer.progress[0],
                self.random.choice([0, answer.progress_scale, 1e308, -1, "half", None]),
            )
        if answer.created:
            _put(data, answer.created[0], job.born_wall)
        if answer.request and answer.request[0]:
            _put(data, answer.request[0], job.params)
        return data

    def _told(self, job: TrueJob, now: float) -> str:
        """The true status; of a job on its way also an earlier word or a later one."""
        word = self.word(job, now)
        if self.transport.statuses.get(word) != "pending" or self.random.random() >= self.risk:
            return word
        return self.random.choice([w for w, means in self.transport.statuses.items() if means == "pending"])

    def _result(self, data: Any, job: TrueJob, answer: Answer) -> None:
        if self.random.random() < self.risk / 5:
            return
        job.minted += 1
        url = f"https://files.example/{job.number}/{job.minted}?sig=secret"
        if self.random.random() < self.risk / 5:
            url = self.random.choice(NOWHERE)
        if answer.assets:
            _put(data, answer.assets[0].replace("/*", ""), [f"asset-{job.number}"])
        elif answer.urls:
            pointer = self.random.choice(answer.urls)
            if pointer.endswith("/*"):
                _put(data, pointer.removesuffix("/*"), [url])
            elif "/*/" in pointer:
                array, _, rest = pointer.partition("/*/")
                _put(data, array, [{rest: url}])
            else:
                _put(data, pointer, url)


def listed(gateway: Gateway, jobs: list[TrueJob], answer: Answer, now: float) -> Any:
    """An answer about many jobs."""
    data: Any = {}
    _put(data, answer.jobs, [gateway.describe(job, answer, now) for job in jobs])
    return data


def _at(data: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        data = data[key]
    return data


def _put(data: Any, pointer: str, value: Any) -> None:
    *parents, last = pointer.split("/")[1:]
    for key in parents:
        if not isinstance(data.get(key), dict):
            data[key] = {}
        data = data[key]
    data[last] = value
