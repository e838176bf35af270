"""Handling each call back once, also when it is delivered again, and again after a handler that failed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager


class Deliveries:
    """Ids that were handled, for ``seconds``, at most ``most`` of them; for one process."""

    def __init__(self, *, seconds: float = 86_400.0, most: int = 100_000) -> None:
        self._seconds, self._most = seconds, most
        self._done: OrderedDict[str, float] = OrderedDict()
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def once(self, name: str, now: float) -> Iterator[bool]:
        """Whether this id is to be handled now. It counts as handled only when the block ends without an exception.

        False where it was handled before, or another thread is at it.
        """
        with self._lock:
            self._forget(now)
            fresh = name not in self._done and name not in self._busy
            if fresh:
                self._busy.add(name)
        if not fresh:
            yield False
            return
        try:
            yield True
        except BaseException:
            with self._lock:
                self._busy.discard(name)
            raise
        with self._lock:
            self._busy.discard(name)
            self._done[name] = now

    def _forget(self, now: float) -> None:
        while self._done:
            name, then = next(iter(self._done.items()))
            if now - then <= self._seconds and len(self._done) <= self._most:
                return
            del self._done[name]
