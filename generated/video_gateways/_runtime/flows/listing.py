"""The gateway's list of jobs, page by page, and the search in it for the job of a lost create."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..build import request_of
from ..context import Context
from ..effects import Flow, Record, now
from ..errors import Unsupported
from ..exchange import Json
from ..job_state import Intent, IntentEntry, Snapshot
from ..pointer import text
from ..read import snapshots
from .ask import ask, understood

_SKEW = 120.0
"""Seconds by which the gateway's clock may be behind ours."""


def listed(context: Context, most: int) -> Flow[list[Snapshot]]:
    """Up to ``most`` jobs, in the gateway's order. Raises ``Unsupported`` before any traffic."""
    listing = context.transport.listing
    facts = context.facts()
    if listing is None:
        raise Unsupported("documents no way to list jobs", facts)
    found: dict[str, Snapshot] = {}
    cursor = ""
    while len(found) < most:
        query = {listing.size: str(min(most, listing.max_size or most))} if listing.size else {}
        query |= {listing.cursor: cursor} if cursor else {}
        request = request_of(context.base_url, listing.call, query={**context.query, **query})
        reply = yield from ask(context, "list", request, listing.call.accepted, facts)
        data = understood(context, "list", reply, facts)
        page = {job.id: job for job in snapshots(context.transport, listing.call.answer, data) if job.id}
        following = text(data, listing.next)
        # a page without anything new ends a list whose cursors go round in a circle
        if not page.keys() - found.keys():
            break
        found |= page
        if not following:
            break
        cursor = following
    return list(found.values())[:most]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Jobs that may be an intent's. ``sure``: there is one, it came after the intent and echoes its parameters."""

    candidates: tuple[Snapshot, ...]
    sure: bool


def reconcile(context: Context, intent: Intent, known: Collection[str], most: int = 200) -> Flow[Search]:
    """Look in the list for jobs that no ledger line names, of this model, after this intent, not contradicting it."""
    jobs = yield from listed(context, most)
    fitting = tuple(job for job in jobs if job.id not in known and _may_be(intent, job))
    sure = (
        len(fitting) == 1 and fitting[0].created is not None and _echoes(intent, fitting[0].request) is True
    )
    here = yield from now()
    found = f"{len(fitting)} jobs of the list may be it"
    yield Record(
        IntentEntry(
            intent=intent,
            state="accepted" if sure else "unknown",
            jobs=(fitting[0].id,) if sure else (),
            detail=found,
            at=here.wall,
        )
    )
    return Search(candidates=fitting, sure=sure)


def _may_be(intent: Intent, job: Snapshot) -> bool:
    if job.model and job.model != intent.model:
        return False
    if job.created is not None and job.created < intent.created - _SKEW:
        return False
    return _echoes(intent, job.request) is not False


def _echoes(intent: Intent, request: Json) -> bool | None:
    """Whether the echoed parameters are the intent's; None where nothing that can be compared is echoed."""
    if not isinstance(request, dict):
        return None
    shared = [name for name in intent.params if name in request]
    if not shared:
        return None
    return all(request[name] == intent.params[name] for name in shared)
