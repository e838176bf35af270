"""What is known of a paid job at one moment: the intent, the job, its last status, and what the ledger keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from .asked import Asked
from .exchange import Json

Means: TypeAlias = Literal["pending", "succeeded", "failed", "cancelled", "unknown"]
"""``unknown``: a word that is in no documentation. It never counts as an end."""

IntentState: TypeAlias = Literal["sending", "accepted", "refused", "unknown", "not_sent", "dismissed"]
"""``dismissed``: a person looked, and says that the unknown one needs no more attention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``Amount(amount=Decimal("0.60"), unit="USD")``."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One wish to buy one job. Sent again only under ``key``, and only where the gateway honours keys."""

    id: str
    provider: str
    model: str
    params: Mapping[str, Json] = field(repr=False)
    """As given to the validator, without the model."""
    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    key: str = ""
    estimate: Amount | None = None
    asked: Asked = Asked()  # noqa: RUF009  frozen
    """What it says of the result."""
    created: float = 0.0
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one answer said of one job."""

    id: str = ""
    status: str = ""
    means: Means = "unknown"
    progress: float | None = None
    """From 0 to 1; None where nothing sensible was said."""
    urls: tuple[str, ...] = field(default=(), repr=False)
    assets: tuple[str, ...] = ()
    reference: str = ""
    message: str = ""
    hint: str = ""
    expired: bool = False
    model: str = ""
    created: float | None = None
    request: Json = field(default=None, repr=False)
    charges: tuple[Amount, ...] = ()

    @property
    def ended(self) -> bool:
        return self.means in ("succeeded", "failed", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Handed to ``on_progress`` after each poll."""

    job_id: str
    status: str
    means: Means
    progress: float | None
    elapsed: float
    """Seconds since waiting began."""
    note: str = ""
    """Why this poll told nothing: ``no answer (read timeout)``; or what is odd about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentEntry:
    """A ledger line about an intent. ``jobs`` are the ids that the gateway gave."""

    intent: Intent
    state: IntentState
    jobs: tuple[str, ...] = ()
    detail: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEntry:
    """A ledger line about a job."""

    provider: str
    job_id: str
    status: str
    means: Means
    charges: tuple[Amount, ...] = ()
    detail: str = ""
    path: str = ""
    """Where its result was saved."""
    at: float = 0.0


def entry_of(provider: str, job_id: str, snapshot: Snapshot, at: float) -> JobEntry:
    """What the ledger keeps of a snapshot."""
    return JobEntry(
        provider=provider,
        job_id=job_id,
        status=snapshot.status,
        means=snapshot.means,
        charges=snapshot.charges,
        detail=snapshot.message,
        at=at,
    )


Entry: TypeAlias = IntentEntry | JobEntry

Progress: TypeAlias = Callable[[Update], Awaitable[None] | None]
"""``on_progress`` of the awaiting shell: a plain function or a coroutine function."""
