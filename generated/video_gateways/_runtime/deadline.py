"""The moment at which a blocking call must be over: the shell sets it, the connection keeps it at every step."""

from __future__ import annotations

import math
import time
from contextvars import ContextVar, Token

_end: ContextVar[float] = ContextVar("_end", default=math.inf)


class Deadline:
    """What is read, written and connected inside must be done in so many seconds, together; an earlier end stays.

    ``with Deadline(60.0): …``
    """

    __slots__ = ("_seconds", "_token")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._token: Token[float] | None = None

    def __enter__(self) -> None:
        self._token = _end.set(min(_end.get(), time.monotonic() + self._seconds))

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _end.reset(self._token)


def left(timeout: float | None, late: type[Exception]) -> float | None:
    """Seconds that one step may take: its own timeout, at most what is left of the call. Raises ``late`` at the end."""
    end = _end.get()
    if end == math.inf:
        return timeout
    rest = end - time.monotonic()
    if rest <= 0:
        raise late("the call's time is over")
    return rest if timeout is None else min(timeout, rest)
