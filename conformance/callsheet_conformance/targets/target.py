"""What every target offers to the one test body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.verdict import Check, Kind, Outcome, Request
from callsheet_conformance.wire.client import Reply, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Exchanges one by one, for checks of jobs."""

    wire: Wire
    pause: Callable[[float], None]
    """Let this many seconds of a job's life pass."""
    seconds: float
    """How long a job may take until it counts as hanging."""
    step: float
    """Between two polls."""
    can_fail: bool = False
    """Whether a job can be made to fail on demand."""
    ended: dict[str, tuple[str, Reply]] | None = None
    """Where jobs cost money: by model, one that has ended, to look at again rather than to make another."""


class Target(Protocol):
    """``note`` says in words what it is, for reports: ``recorded from live gateways (2026-11-21)``."""

    kind: Kind

    @property
    def note(self) -> str: ...

    def ask(self, subject: Subject, request: Request) -> Outcome:
        """One request, followed to its end. The same request is sent once a run."""
        ...

    def session(self, subject: Subject, scope: str) -> Session | None:
        """For the check of this name; None where there are no jobs to look at."""
        ...

    def today(self, subject: Subject) -> date:
        """By which prices hold there."""
        ...

    def likely(self, check: Check, subject: Subject) -> Check:
        """The check as it is best asked of a gateway that takes what is valid; nothing is asked for that."""
        ...

    def fitted(self, check: Check, subject: Subject) -> Check:
        """The check as it is best asked there: in its cheapest form where it costs money."""
        ...

    def quote(self, subject: Subject, request: Request, day: date) -> Outcome | None:
        """What it says, before anything is bought, that a request costs on a day; None where it says nothing."""
        ...
