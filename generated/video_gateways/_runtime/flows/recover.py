"""After a crash: what became of intents that were being sent when their process died."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ..context import Context
from ..effects import Flow, Record, now
from ..errors import GatewayError
from ..job_state import Intent, IntentEntry
from .listing import reconcile
from .submit import deliver, in_window


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """One intent. ``candidates`` are jobs that may be its own; with ``accepted`` they surely are."""

    intent: Intent
    outcome: Literal["accepted", "refused", "unknown"]
    jobs: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    detail: str = ""


def recover(context: Context, intent: Intent, known: Collection[str]) -> Flow[Recovered]:
    """Ask again under the intent's key where that is safe, else look for its job in the list."""
    here = yield from now()
    if intent.key and context.transport.idempotency and in_window(context, intent, here.wall):
        return (yield from _again(context, intent))
    if context.transport.listing is None:
        yield Record(IntentEntry(intent=intent, state="unknown", detail="no list to look in", at=here.wall))
        return Recovered(intent=intent, outcome="unknown", detail="the gateway documents no list of jobs")
    search = yield from reconcile(context, intent, known)
    ids = tuple(job.id for job in search.candidates)
    if search.sure:
        return Recovered(intent=intent, outcome="accepted", jobs=ids)
    return Recovered(intent=intent, outcome="unknown", candidates=ids)


def _again(context: Context, intent: Intent) -> Flow[Recovered]:
    try:
        accepted = yield from deliver(context, intent, maybe_sent=True)
    except GatewayError as error:
        return Recovered(intent=intent, outcome="unknown", detail=error.message)
    return Recovered(intent=intent, outcome="accepted", jobs=tuple(job.id for job in accepted.jobs))
