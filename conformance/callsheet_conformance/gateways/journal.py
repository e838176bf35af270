"""The request log: one entry a request, with what it was charged."""

from __future__ import annotations

import itertools
from collections import Counter
from decimal import Decimal
from typing import Any

from callsheet_conformance.gateways.clock import Clock
from callsheet_conformance.gateways.records import Entry
from callsheet_conformance.gateways.store import Store


class Journal:
    """Writes entries and keeps counts; ``crashes`` holds what no gateway should ever let happen."""

    def __init__(self, store: Store, clock: Clock, run: str) -> None:
        self._store = store
        self._clock = clock
        self._order = itertools.count(1)
        self._run = run
        self.counts: Counter[str] = Counter()
        self.crashes: list[str] = []

    def write(self, **parts: Any) -> Entry:
        """Keyword arguments are those of ``Entry``, but for ``id`` and ``at``."""
        entry = Entry(id=f"{self._run}/{next(self._order):09d}", at=self._clock.now(), **parts)
        self._store.put(entry)
        self.counts[f"{entry.provider} {entry.status}"] += 1
        return entry

    def total(self) -> int:
        """How many requests were logged so far."""
        return sum(self.counts.values())

    def crash(self, problem: Exception) -> None:
        """Note an exception that a gateway did not expect; the client gets a plain 500."""
        if len(self.crashes) < 100:
            self.crashes.append(f"{type(problem).__name__}: {problem}")

    def summary(self) -> dict[str, Any]:
        """``{"gmicloud": {"200": 12, "400": 3}}`` and the crashes."""
        by_provider: dict[str, dict[str, int]] = {}
        for key, count in sorted(self.counts.items()):
            provider, _, status = key.partition(" ")
            by_provider.setdefault(provider, {})[status] = count
        return {"requests": by_provider, "crashes": list(self.crashes)}


def money(amount: Decimal) -> int | float:
    """A JSON number that reads as the amount: 51, 0.3."""
    whole = int(amount)
    return whole if amount == whole else float(amount)
