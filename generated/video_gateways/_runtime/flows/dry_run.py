"""Asking the gateway for a price without buying."""

from __future__ import annotations

from ..build import with_query
from ..context import Context, at_risk
from ..effects import Flow, now, send
from ..errors import OutcomeUnknown, Unsupported
from ..exchange import Request, Response
from ..job_state import Amount, Intent
from ..pointer import text
from ..read import charges
from .ask import problem, understood


def dry_run(context: Context, draft: Intent) -> Flow[tuple[Amount, ...]]:
    """What the gateway would charge. Sent once: a gateway that overlooks the marker would make a job each time."""
    how = context.transport.dry_run
    facts = context.facts(at_risk=at_risk(draft.estimate))
    if how is None:
        raise Unsupported("documents no dry run", context.facts())
    request = Request(
        method="POST", url=with_query(draft.url, how.query), headers=draft.headers, body=draft.body
    )
    reply = yield from send(request, context.limits.call)
    here = yield from now()
    if not isinstance(reply, Response) or reply.status not in how.accepted:
        raise problem(context, "dry_run", reply, facts, here.wall)
    data = understood(context, "dry_run", reply, facts)
    job = text(data, context.transport.submit.answer.id)
    if job:
        facts = context.facts(job_id=job, at_risk=at_risk(draft.estimate), advice="Cancel it, or wait for it")
        raise OutcomeUnknown("made a job where a dry run was asked for", facts)
    return tuple(charges(how.charge, data))
