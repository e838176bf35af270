"""An accepted job, and what it leaves."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from .errors import JobError, ResultMissing
from .flows.cancel import cancel
from .flows.outcome import addresses, glance
from .flows.submit import Accepted
from .flows.wait import wait
from .job_state import Snapshot, Update
from .job_token import Token
from .known_job import KnownJob, KnownResult
from .result import MOST_BYTES, patience, remaining, saved, target_of, tokens_of, wanted_of
from .sync_engine import Engine


class Job(KnownJob):
    """One paid job. ``token`` finds it again from any process; ``id`` is the gateway's name for it."""

    def __init__(self, engine: Engine, token: Token, born: float | None = None) -> None:
        super().__init__(token, born)
        self._engine = engine
        self._result: Result | None = None
        self.others: tuple[Job, ...] = ()
        """Further jobs of the same create, where the gateway made several."""

    @classmethod
    def accepted(cls, engine: Engine, accepted: Accepted) -> Job:
        """The job of an accepted create."""
        job, *others = (cls(engine, token, accepted.at.monotonic) for token in tokens_of(accepted))
        job.others = tuple(others)
        return job

    def status(self) -> Snapshot:
        """One look, without waiting and without raising for a job that failed. An end stays the end."""
        if self._ended is not None:
            return self._ended
        snapshot = self._engine.run(glance(self._engine.context, self._token))
        return self._remembered(snapshot)

    def wait(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[[Update], None] | None = None,
        follow: bool = False,
    ) -> Result:
        """Wait for the end, ``timeout`` seconds at most; with ``follow`` also by the gateway's events, if it has any.

        Raises ``JobFailed``, ``JobCancelled``, or ``WaitTimeout`` with the token by which to resume.
        """
        if self._ended is None:
            context = self._engine.context
            flow = wait(context, self._token, patience(context, timeout, follow=follow), self._born)
            self._ended = self._engine.run(flow, on_progress)
        if self._result is None:
            try:
                urls = self._engine.run(addresses(self._engine.context, self._token, self._ended))
            except ResultMissing:
                # it may be there later, so the next call asks again
                self._ended = None
                raise
            self._result = Result(self._engine, self._token, self._ended, urls)
        return self._result

    def wait_all(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[[Update], None] | None = None,
        follow: bool = False,
    ) -> tuple[Result | JobError, ...]:
        """Of this job and of ``others`` the result each, or in its place the reason why there is none."""
        found: list[Result | JobError] = []
        begun = time.monotonic()
        for job in (self, *self.others):
            left = remaining(self._engine.context, begun, timeout)
            try:
                found.append(job.wait(timeout=left, on_progress=on_progress, follow=follow))
            except JobError as error:
                found.append(error)
        return tuple(found)

    @property
    def result(self) -> Result:
        """As ``wait()``."""
        return self.wait()

    def cancel(self) -> Snapshot:
        """Ask the gateway to cancel, and say what became of the job: it may have ended before.

        Raises ``Unsupported`` where there is no such call, ``RequestRejected`` where this job cannot be cancelled.
        """
        snapshot = self._engine.run(cancel(self._engine.context, self._token))
        return self._remembered(snapshot)


class Result(KnownResult):
    """What a succeeded job left."""

    def __init__(self, engine: Engine, token: Token, snapshot: Snapshot, urls: tuple[str, ...]) -> None:
        super().__init__(token, snapshot, urls)
        self._engine = engine
        self.others: tuple[Job, ...] = ()
        """Further jobs of the same create, where the gateway made several."""

    def save(
        self,
        path: str | Path,
        *,
        index: int = 0,
        overwrite: bool = False,
        max_bytes: int = MOST_BYTES,
        strict: bool = False,
    ) -> Path:
        """Save a file whole and verified, or raise ``DownloadError`` and leave none.

        A folder gets a file name of ours. What arrived before a break is gone on with, also from another process.
        A film of another length, size or shape than was asked for is saved too: ``differences`` and a warning say
        so; with ``strict``, ``ResultDiffers`` is raised instead. Nothing is compared of a job that was resumed by its
        bare id without a ledger, nor of a format that is not measured (MP4 and MOV are).
        """
        from .flows.download import download  # noqa: PLC0415  with the first file
        from .part import Part  # noqa: PLC0415  with the first file

        configuration = self._engine.configuration
        target = target_of(path, self._token, index, configuration.context.transport)
        wanted = wanted_of(self._token, self.urls, index, max_bytes, configuration.context)
        facts = configuration.context.facts(job_id=self._token.job_id)
        part = Part(target, facts, overwrite=overwrite)
        place = self._engine.run(download(configuration.context, wanted, part))
        found = saved(configuration.around, self._token, self.snapshot, place, index)
        return self._compared(found, index, place, facts, strict=strict)

    def save_all(self, folder: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Save every file that is there into a folder; ``missing`` has the others."""
        return [
            self.save(f"{folder}/", index=index, overwrite=overwrite)
            for index, url in enumerate(self.urls)
            if url
        ]
