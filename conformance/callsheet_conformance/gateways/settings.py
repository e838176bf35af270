"""What a user of the emulator may choose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Seconds are emulated unless named wall seconds. ``Settings(speed=600)`` shows a minute's job in 0.1 s."""

    speed: float = 60.0
    """Emulated seconds that pass in one wall second; 0 stands still until moved by hand."""
    start: float | None = None
    """Unix time at which emulated time begins; None begins now. Given, a run is the same every time."""
    seed: int = 0
    """Of ids, faults and signatures."""
    job_seconds: float = 60.0
    """How long a job takes from its creation to its end."""
    balance: Decimal = Decimal(1_000_000)
    """What a new account holds, in the gateway's own unit."""
    keys: frozenset[str] | None = None
    """The API keys that are known; None knows every key, so that development needs none."""
    max_body: int = 32 * MIB
    max_upload: int = 64 * MIB
    max_depth: int = 64
    """Nesting of JSON that is still read."""
    body_wall_seconds: float = 30.0
    """How long a client may take to send a body."""
    head_wall_seconds: float = 10.0
    """How long a client may take to send a request's head."""
    keep_jobs: int = 200_000
    """Oldest jobs beyond this number are forgotten."""
    keep_log: int = 10_000
    """Oldest entries of the request log beyond this number are forgotten."""
