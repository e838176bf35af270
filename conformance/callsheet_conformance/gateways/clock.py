"""Emulated time, and what is due in it."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable

Action = Callable[[], None]


class Clock:
    """Runs ``speed`` times as fast as the wall from ``start`` (Unix seconds; now if None); 0 stands still."""

    def __init__(self, *, speed: float = 60.0, start: float | None = None) -> None:
        self._emulated = time.time() if start is None else start
        self._wall = time.monotonic()
        self._speed = speed

    @property
    def speed(self) -> float:
        return self._speed

    def now(self) -> float:
        """Unix seconds, emulated."""
        return self._emulated + (time.monotonic() - self._wall) * self._speed

    def move(self, *, seconds: float = 0.0, speed: float | None = None) -> None:
        """Skip ahead and, if given, go on at another speed. Time never goes back."""
        self._emulated, self._wall = self.now() + max(0.0, seconds), time.monotonic()
        self._speed = self._speed if speed is None else speed

    def wall_seconds(self, until: float) -> float | None:
        """Wall seconds until an emulated moment; None if it never comes by itself."""
        left = until - self.now()
        if left <= 0:
            return 0.0
        return left / self._speed if self._speed > 0 else None


class Agenda:
    """Actions by the emulated moment at which they are due; ties run in the order in which they were put down.

    A timer of the running event loop calls them; ``run_due`` calls them too, so that answers never run ahead of
    what should have happened before. Actions are quick and do not raise.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heap: list[tuple[float, int, Action]] = []
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._heap)

    def at(self, moment: float, action: Action) -> None:
        """Put down an action for an emulated moment."""
        heapq.heappush(self._heap, (moment, next(self._order), action))
        if self._heap[0][2] is action:
            self.arm()

    def run_due(self) -> None:
        """Run all that is due by now, in order."""
        while self._heap and self._heap[0][0] <= self._clock.now():
            heapq.heappop(self._heap)[2]()
        self.arm()

    def arm(self) -> None:
        """Set the timer to the next action; called again after the clock was moved."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wait = self._clock.wall_seconds(self._heap[0][0]) if self._heap else None
        if wait is None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._timer = loop.call_later(wait, self.run_due)

    async def until(self, moment: float) -> None:
        """Return when the emulated moment has come."""
        done = asyncio.get_running_loop().create_future()
        self.at(moment, lambda: None if done.done() else done.set_result(None))
        await done
