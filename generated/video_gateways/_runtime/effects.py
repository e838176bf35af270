"""What the core may ask of the world. A flow yields an effect and is resumed with the reply.

The sync and the async shell perform the same effects, so both clients go through identical traces.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar, cast

from .exchange import Head, Lost, Request, Response
from .job_state import Entry, Update

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Send:
    """Send, and wait for the whole answer, ``seconds`` at most: ``Response | Lost``."""

    request: Request
    seconds: float
    max_bytes: int = 20 << 20


@dataclass(frozen=True, slots=True)
class Open:
    """Send, and wait for the beginning of the answer: ``Head | Lost``. One answer is open at a time."""

    request: Request
    seconds: float


@dataclass(frozen=True, slots=True)
class Read:
    """The next piece of the open answer's body as it came over the wire: ``bytes | Lost``; empty at its end."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Close:
    """Done with the open answer."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Let time pass."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Now:
    """``Instant``."""


@dataclass(frozen=True, slots=True)
class Instant:
    """Deadlines run on ``monotonic``; ``wall`` is for people and other processes."""

    monotonic: float
    wall: float


@dataclass(frozen=True, slots=True)
class Draw:
    """A random number from 0 up to 1."""


@dataclass(frozen=True, slots=True)
class Mint:
    """A fresh unguessable name."""

    what: Literal["intent", "key"]


@dataclass(frozen=True, slots=True)
class Record:
    """Write to the ledger, durably, before going on. Does nothing where there is none."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the caller how the job is doing."""

    update: Update = field(repr=False)


@dataclass(frozen=True, slots=True)
class Do:
    """Do what blocks on this machine, the disk's work for one: what ``work`` returns. Never at the loop's expense."""

    what: str
    work: Callable[[], Any] = field(repr=False, compare=False)


Effect: TypeAlias = Send | Open | Read | Close | Sleep | Now | Draw | Mint | Record | Tell | Do

Flow: TypeAlias = Generator[Effect, Any, T]


def now() -> Flow[Instant]:
    return cast("Instant", (yield Now()))


def send(request: Request, seconds: float) -> Flow[Response | Lost]:
    return cast("Response | Lost", (yield Send(request, seconds)))


def open_(request: Request, seconds: float) -> Flow[Head | Lost]:
    return cast("Head | Lost", (yield Open(request, seconds)))


def read(seconds: float) -> Flow[bytes | Lost]:
    return cast("bytes | Lost", (yield Read(seconds)))


def draw() -> Flow[float]:
    return cast("float", (yield Draw()))


def mint(what: Literal["intent", "key"]) -> Flow[str]:
    return cast("str", (yield Mint(what)))


def do(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Flow[T]:
    return cast("T", (yield Do(work.__name__, partial(work, *arguments, **named))))
