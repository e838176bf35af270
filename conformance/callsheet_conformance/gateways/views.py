"""What a job looks like at a moment: its status word, progress, result and reason, faults included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from callsheet_conformance.gateways.faults.plan import argument_of
from callsheet_conformance.gateways.records import Job
from callsheet_conformance.gateways.transport import Means, Transport

FLAP_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """``View(job=…, word="processing", means="pending", progress=0.5, history=((1e9, "queued"), …), now=…)``."""

    job: Job
    word: str
    means: Means
    progress: float | None
    history: tuple[tuple[float, str], ...]
    """When each word was reached, in order, up to now."""
    now: float
    url: str | None = None
    """Set by the gateway for a job that has succeeded."""

    @property
    def message(self) -> str | None:
        """Why it failed."""
        return (self.job.error or "The job failed.") if self.means == "failed" else None

    @property
    def ended(self) -> float | None:
        return None if self.means == "pending" else self.job.ended

    @property
    def started(self) -> float | None:
        """When it left the first word."""
        return self.history[1][0] if len(self.history) > 1 else None


def look(job: Job, transport: Transport, now: float, passes_over: Iterable[str] = ()) -> View:
    """The job now. It goes evenly through the pending words, but for those passed over."""
    words = tuple(
        status.word
        for status in transport.statuses
        if status.means == "pending"
        and status.basis == "documented"
        and status.word not in tuple(passes_over)
    ) or (transport.word("pending"),)
    hangs = argument_of(job.faults, "hangs") is not None
    steps = [(job.created + job.seconds * number / len(words), word) for number, word in enumerate(words)]
    history = tuple((moment, word) for moment, word in steps if moment <= min(now, job.ended)) or (
        (now, words[0]),
    )
    if now < job.ended or (hangs and job.cancelled is None):
        share = min((now - job.created) / job.seconds, 0.99) if job.seconds else 0.99
        view = View(job=job, word=history[-1][1], means="pending", progress=share, history=history, now=now)
        return _astray(view, words)
    means: Means = "cancelled" if job.cancelled is not None else job.end
    word = transport.word(means)
    told = (*history, (job.ended, word))
    done = 1.0 if means == "succeeded" else None
    view = View(job=job, word=word, means=means, progress=done, history=told, now=now)
    return _astray(_flapped(view, transport), words)


def _flapped(view: View, transport: Transport) -> View:
    odd = int((view.now - view.job.ended) // FLAP_SECONDS) % 2
    if view.means != "succeeded" or argument_of(view.job.faults, "flapping") is None or not odd:
        return view
    return replace(view, word=transport.word("failed"), means="failed")


def _astray(view: View, words: tuple[str, ...]) -> View:
    """The faults that change what is told, not what is."""
    faults, late = view.job.faults, view.progress is not None and view.progress >= 0.5
    if view.means == "pending" and late:
        unknown = argument_of(faults, "unknown-status")
        regressed = words[0] if argument_of(faults, "regressing") is not None else None
        view = replace(view, word=unknown or regressed or view.word)
    if argument_of(faults, "status-case") is not None:
        view = replace(view, word=view.word.swapcase())
    if argument_of(faults, "progress-wild") is not None:
        wild = (None, 1.7, 0.1)[int(view.now) % 3]
        view = replace(view, progress=wild)
    return view
