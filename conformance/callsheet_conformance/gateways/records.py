"""What the emulator remembers: jobs, accounts, uploads, replays, deliveries and its request log."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import ConfigDict

End = Literal["succeeded", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One accepted request. Its state is a function of the clock: nothing has to run for it to proceed.

    ``Job(id="7c…", model="luma-ray-3-2-generate", created=1e9, seconds=60, end="succeeded", …)`` has succeeded at
    1e9 + 60.
    """

    id: str
    provider: str
    model: str
    account: str
    """SHA-256 of the key, in hex; the key itself is never kept."""
    request: str
    """The parameters as sent, in JSON."""
    origin: str
    """Where the client found the gateway; results are handed out there."""
    created: float
    seconds: float
    """From creation to end."""
    end: End = "succeeded"
    error: str = ""
    """Why it fails, in the gateway's manner."""
    rule: str = ""
    """The broken rule or limit behind ``error``."""
    price: Decimal = Decimal(0)
    priced: bool = True
    """False where nobody knows the price, and ``price`` is a placeholder."""
    cancelled: float | None = None
    faults: tuple[str, ...] = ()
    """What goes wrong with this job alone."""

    @property
    def ended(self) -> float:
        """Unix seconds at which it ends or ended."""
        return self.created + self.seconds if self.cancelled is None else self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who a key belongs to, at one gateway."""

    id: str
    """``<provider>/<SHA-256 of the key>``."""
    balance: Decimal
    active: bool = True
    without: frozenset[str] = frozenset()
    """Needs that this account does not meet, such as hdr-access."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """An uploaded file. ``received`` counts bytes; the bytes of parts are not kept."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    provider: str
    account: str
    created: float
    kind: str
    content_type: str
    name: str
    received: int
    open: bool = False
    """Parts are still expected."""
    parts: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What an idempotency key stands for."""

    id: str
    """``<provider>/<account>/<key>``."""
    digest: str
    """SHA-256 of the body that came with it first."""
    job: str
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A webhook: waiting, delivered or given up."""

    id: str
    """``<job>/<event>``."""
    job: str
    event: str
    url: str
    at: float
    state: Literal["pending", "delivered", "failed"] = "pending"
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the request log. ``price`` is what the request was charged, in the gateway's unit."""

    id: str
    at: float
    provider: str
    method: str
    path: str
    status: int
    """0 where no answer was given."""
    job: str = ""
    rule: str = ""
    price: Decimal | None = None
    priced: bool = True
    """As of the job."""
    faults: tuple[str, ...] = field(default=())
    stray_credential: bool = False
    """A credential came to a place that needs none, such as a result's URL."""
