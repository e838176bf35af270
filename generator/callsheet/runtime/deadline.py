"""The moment at which a blocking call must be over: the shell sets it, the connection keeps it at every step."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_end: ContextVar[float] = ContextVar("_end", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is read, written and connected inside must be done in so many seconds, together; an earlier end stays."""
    token = _end.set(min(_end.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def left(timeout: float | None, late: type[Exception]) -> float | None:
    """Seconds that one step may take: its own timeout, at most what is left of the call. Raises ``late`` at the end."""
    end = _end.get()
    if end == math.inf:
        return timeout
    rest = end - time.monotonic()
    if rest <= 0:
        raise late("the call's time is over")
    return rest if timeout is None else min(timeout, rest)
