"""Cancelling a job, and then saying truthfully what became of it."""

from __future__ import annotations

from ..build import request_of
from ..context import Context
from ..effects import Flow, Record, now
from ..errors import Conflict, NotFound, RequestRejected, Unsupported
from ..job_state import Snapshot, entry_of
from ..job_token import Token
from .ask import ask
from .outcome import look


def cancel(context: Context, token: Token) -> Flow[Snapshot]:
    """Ask for the job to be cancelled, then look at it: it may have ended before, or may not be cancellable.

    Raises ``Unsupported`` before any traffic where the gateway has no such call.
    """
    call = context.transport.cancel
    facts = context.facts(job_id=token.job_id)
    if call is None:
        raise Unsupported("documents no way to cancel a job", facts)
    request = request_of(context.base_url, call, job_id=token.job_id)
    refused = None
    try:
        yield from ask(context, "cancel", request, call.accepted, facts)
    except (RequestRejected, NotFound, Conflict) as error:
        # too late, or not for this kind of job: the look tells which
        refused = error
    snapshot = yield from look(context, token)
    if refused is not None and not snapshot.ended:
        raise refused
    here = yield from now()
    yield Record(entry_of(token.provider, token.job_id, snapshot, here.wall))
    return snapshot
