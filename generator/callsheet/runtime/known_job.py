"""What is known of a job and of its result without asking; both shells' jobs and results are these."""

from __future__ import annotations

import warnings
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


class KnownResult:
    """What a succeeded job left."""

    def __init__(self, token: Token, snapshot: Snapshot, urls: tuple[str, ...]) -> None:
        self._token = token
        self.snapshot: Snapshot = snapshot
        self._found: dict[int, tuple[Difference, ...]] = {}
        self.urls: tuple[str, ...] = urls
        """Where the files are, for as long as the gateway's addresses live; ``save`` renews them."""

    @property
    def url(self) -> str:
        return self.urls[0]

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
        return f"<{type(self).__name__} of job {self._token.job_id}, {len(self.urls)} file(s)>"
