"""The emulated gateways as a target: in this process, on a clock that moves only when told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.gateways import Settings, app
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.targets.in_process import transport
from callsheet_conformance.targets.wired import Wired
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.signing import plain

JOB_SECONDS = 60.0


class Emulated(Wired):
    """``Emulated(catalogue)``; ``mutate`` makes one gateway deviate until ``restore``."""

    def __init__(self, catalogue: Catalogue, providers: Sequence[str] = ()) -> None:
        self._day = _day(catalogue)
        start = datetime.combine(self._day, time(), UTC).timestamp()
        settings = Settings(speed=0.0, start=start, job_seconds=JOB_SECONDS)
        names = list(providers) or [each["id"] for each in catalogue.providers()]
        self._emulator = app(names, generated=Path(catalogue.root), settings=settings)
        self.client = httpx.Client(transport=transport(self._emulator), trust_env=False)
        super().__init__(
            kind="emulated",
            note="emulated on this machine; no real gateway was asked",
            wire_of=self._open,
            pause=self.advance,
            seconds=JOB_SECONDS * 2,
            step=JOB_SECONDS + 1,
            can_fail=True,
        )

    def advance(self, seconds: float) -> None:
        """Move the emulated clock."""
        self._emulator.fleet.world.clock.move(seconds=seconds)

    def mutate(self, provider: str, mutation: str) -> None:
        """Change one fact of one gateway; raises the emulator's UnknownMutationError."""
        self.forget()
        self._emulator.fleet.mutate(provider, mutation)

    def restore(self) -> None:
        """Undo all mutations, and forget what was seen."""
        self.forget()
        self._emulator.fleet.restore()

    def today(self, subject: Subject) -> date:  # noqa: ARG002 - one clock for all
        return self._day

    def _open(self, subject: Subject) -> Wire:
        form = read(dict(subject.provider["transport"]))
        base = f"http://127.0.0.1/{subject.provider['id']}{urlsplit(form.base_url).path}"
        return Wire(form, self.client, base, plain(form))


def _day(catalogue: Catalogue) -> date:
    """The day after the newest price list, so that runs are the same on every day."""
    stated = [
        date.fromisoformat(table["since"])
        for subject in catalogue.subjects
        for table in subject.model.get("prices", ())
    ]
    return max(stated, default=date(2026, 1, 1)) + timedelta(days=1)
