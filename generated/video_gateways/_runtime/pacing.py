"""How long to wait: backoff with jitter, the server's wish, a budget of retries, and a pace over all jobs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from .exchange import Headers

LONGEST_WISH = 300.0
"""Seconds of Retry-After that are honoured; more is taken as this many."""


def retry_after(headers: Headers, wall: float) -> float | None:
    """Seconds that the server asks to wait, from 0 to ``LONGEST_WISH``; None where it says nothing sensible.

    Of several wishes the longest holds. A date counts against the answer's own ``Date``, so that a skewed clock on
    either side does no harm.
    """
    wishes = [_number(value, 1000.0) for value in headers.all("retry-after-ms")]
    for value in headers.all("retry-after"):
        seconds = _number(value, 1.0)
        wishes.append(_until(value, headers.get("date"), wall) if seconds is None else seconds)
    sensible = [wish for wish in wishes if wish is not None]
    return min(max(0.0, *sensible), LONGEST_WISH) if sensible else None


def _number(value: str, unit: float) -> float | None:
    digits = value.strip()
    whole, _, part = digits.partition(".")
    if not (digits.isascii() and whole.isdigit() and (part.isdigit() or not part)) or len(digits) > 20:
        return None
    return float(digits) / unit


def _until(value: str, date: str, wall: float) -> float | None:
    then = _moment(value)
    if then is None:
        return None
    here = _moment(date) if date else None
    return then - (wall if here is None else here)


def _moment(value: str) -> float | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  rare, and slow to load

    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def jittered(seconds: float, share: float, drawn: float) -> float:
    """``seconds`` and up to ``share`` of them more: jitter spreads clients, and never hurries them."""
    return seconds * (1 + share * drawn)


def backoff(attempt: int, drawn: float, *, base: float = 0.5, longest: float = 8.0) -> float:
    """Before the retry after attempt 0, 1, 2 …: 0.25–0.5 s, 0.5–1 s, up to ``longest``."""
    full = min(longest, base * 2.0 ** min(attempt, 30))
    return full * (0.5 + drawn / 2)


@dataclass(slots=True)
class RetryBudget:
    """A bucket of tokens that retries pay from and successes refill, shared by all jobs of a client.

    It empties when a gateway is down, and stops a herd of clients from keeping it there.
    """

    capacity: int = 500
    left: int = 500
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def take(self, cost: int = 5) -> bool:
        """Whether one more retry is paid for."""
        with self._lock:
            if self.left < cost:
                return False
            self.left -= cost
            return True

    def give(self, back: int = 1) -> None:
        """A call that went well."""
        with self._lock:
            self.left = min(self.capacity, self.left + back)


@dataclass(slots=True)
class Pace:
    """At most ``per_second`` polls over all jobs of a client: each reserves its moment, and waits for it."""

    per_second: float = 20.0
    _next: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def reserve(self, now: float) -> float:
        """Seconds to wait before the next call may go out."""
        with self._lock:
            moment = max(now, self._next)
            self._next = moment + 1 / self.per_second
            return moment - now
