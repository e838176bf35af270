"""What both shells' jobs and results decide without I/O of the network."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .asked import Difference
from .context import Context
from .effects import Record
from .errors import Misconfigured, ResultMissing
from .flows.submit import Accepted
from .flows.wait import Patience
from .job_state import Snapshot, entry_of
from .job_token import Token
from .transport import Transport
from .world import Around

if TYPE_CHECKING:
    from .flows.download import Wanted

MOST_BYTES = 5 << 30


def tokens_of(accepted: Accepted) -> list[Token]:
    """One a job."""
    intent = accepted.intent
    return [
        Token(
            provider=intent.provider,
            job_id=job.id,
            model=intent.model,
            intent_id=intent.id,
            created=accepted.at.wall,
            estimate=intent.estimate,
            asked=intent.asked,
        )
        for job in accepted.jobs
    ]


def patience(context: Context, timeout: float | None, *, follow: bool = False) -> Patience:
    """The gateway's polling advice, within the caller's deadline."""
    advice = context.transport.polling
    total = context.limits.wait if timeout is None else timeout
    if not 0 < total < float("inf"):
        raise Misconfigured("a timeout is a positive number of seconds")
    return Patience(first=advice.first_seconds, longest=advice.max_seconds, total=total, follow=follow)


def remaining(context: Context, begun: float, timeout: float | None) -> float:
    """Of the time for several jobs, what is left for the next: at least one look."""
    total = context.limits.wait if timeout is None else timeout
    return max(0.001, begun + total - time.monotonic()) if total > 0 else total


def target_of(path: str | Path, token: Token, index: int, transport: Transport) -> Path:
    """The file to write: as given, or a name of ours in a folder."""
    from .part import own_name  # noqa: PLC0415  with the first file

    target = Path(path)
    if target.is_dir() or str(path).endswith(("/", "\\")):
        return target / own_name(token.provider, token.job_id, index, transport.result.formats[0])
    return target


def wanted_of(token: Token, urls: tuple[str, ...], index: int, max_bytes: int, context: Context) -> Wanted:
    from .flows.download import Wanted  # noqa: PLC0415  with the first file

    if not 0 <= index < len(urls):
        raise Misconfigured(f"the job left {len(urls)} file(s), there is none at {index}", context.facts())
    if not urls[index]:
        facts = context.facts(job_id=token.job_id)
        raise ResultMissing(f"file {index} of {len(urls)} is not there, the others are", facts)
    return Wanted(token=token, index=index, url=urls[index], max_bytes=max_bytes)


def saved(
    around: Around, token: Token, snapshot: Snapshot, place: Path, index: int
) -> tuple[Difference, ...]:
    """Note in the ledger where the file is, and how it differs from what was asked for."""
    from .differs import inspected  # noqa: PLC0415  with the first file

    found = inspected(token, place, index)
    entry = entry_of(token.provider, token.job_id, snapshot, time.time())
    told = "; ".join(map(str, found))
    entry = replace(entry, detail=told, path=str(place.absolute()))
    around.locally(Record(entry))
    return found
