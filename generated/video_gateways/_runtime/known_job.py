"""What is known of a job and of its result without asking; both shells' jobs and results are these."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .asked import Difference
from .errors import Facts
from .job_state import Amount, Snapshot
from .job_token import Token


class KnownJob:
    """One paid job. ``token`` finds it again from any process; ``id`` is the gateway's name for it."""

    def __init__(self, token: Token, born: float | None = None) -> None:
        self._token, self._born = token, born
        self._ended: Snapshot | None = None

    @property
    def id(self) -> str:
        return self._token.job_id

    @property
    def token(self) -> str:
        return str(self._token)

    @property
    def estimate(self) -> Amount | None:
        """What we said that it would cost; None where nobody knew, or the token was lost."""
        return self._token.estimate

    @property
    def intent_id(self) -> str:
        """Its line in the ledger; empty for a job resumed by its bare id."""
        return self._token.intent_id

    def _remembered(self, snapshot: Snapshot) -> Snapshot:
        """The end that was seen first, if one was: terminal means terminal."""
        if self._ended is None and snapshot.ended:
            self._ended = snapshot
        return self._ended or snapshot

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} of {self._token.model or self._token.provider}>"


@contextmanager
def noting(others: Iterable[KnownJob]) -> Iterator[None]:
    """Whatever stops the waiting for one job of several says how to find the rest, which are paid as well."""
    try:
        yield
    except BaseException as stopped:
        for job in others:
            stopped.add_note(
                f"job {job.id} was made by the same create; resume it with the token {job.token}"
            )
        raise


class KnownResult:
    """What a succeeded job left."""

    def __init__(self, token: Token, snapshot: Snapshot, urls: tuple[str, ...]) -> None:
        self._token = token
        self.snapshot: Snapshot = snapshot
        self._found: dict[int, tuple[Difference, ...]] = {}
        self.urls: tuple[str, ...] = urls
        """Where the files are, for as long as the gateway's addresses live; ``save`` renews them. Empty where missing."""

    @property
    def url(self) -> str:
        """Of the first that is there."""
        return next(filter(None, self.urls))

    @property
    def missing(self) -> tuple[int, ...]:
        """Which of several files the gateway names and has not got."""
        return tuple(index for index, url in enumerate(self.urls) if not url)

    @property
    def estimate(self) -> Amount | None:
        """What we said that it would cost, beside ``charges``."""
        return self._token.estimate

    @property
    def reference(self) -> str:
        """The id by which a later request refers to this result; empty where there is none."""
        return self.snapshot.reference

    @property
    def charges(self) -> tuple[Amount, ...]:
        """What the gateway says it charged."""
        return self.snapshot.charges

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the files that were saved are not what was asked for, as far as spec and file tell."""
        return tuple(each for _, found in sorted(self._found.items()) for each in found)

    def _compared(
        self, found: tuple[Difference, ...], index: int, place: Path, facts: Facts, *, strict: bool
    ) -> Path:
        """The path, after a difference has been noted, and told or raised."""
        self._found[index] = found
        if not found:
            return place
        from .differs import ResultDiffers, ResultDiffersWarning  # noqa: PLC0415  with the first file

        if strict:
            raise ResultDiffers(found, place, facts)
        told = "; ".join(map(str, found))
        warnings.warn(f"job {self._token.job_id}: {told} ({place})", ResultDiffersWarning, stacklevel=3)
        return place

    def __repr__(self) -> str:
        gone = f", {len(self.missing)} missing" if self.missing else ""
        return f"<{type(self).__name__} of job {self._token.job_id}, {len(self.urls)} file(s){gone}>"
