"""Answers that take as long as a job: the create that waits for the end, and the stream of events."""

from __future__ import annotations

from starlette.responses import StreamingResponse

from callsheet_conformance.gateways.bodies import read_object
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.records import Job
from callsheet_conformance.gateways.reply import Reply, refuse
from callsheet_conformance.gateways.submit import admit, judged, understood


async def sync(gateway: Gateway, exchange: Exchange) -> Reply:
    """Judged at once, answered at the job's end."""
    asked = understood(gateway, exchange, await read_object(exchange.request, gateway.world.settings))
    late = judged(gateway, exchange, asked)
    job = admit(gateway, exchange, asked, late)[0]
    await gateway.world.agenda.until(job.ended)
    ended = gateway.world.store.get(Job, job.id) or job
    shown = gateway.show(ended)
    if shown.view.means != "succeeded":
        raise refuse("server", shown.view.message or "the job did not succeed")
    return await gateway.finished(shown, asked.body)


async def stream(gateway: Gateway, exchange: Exchange) -> StreamingResponse:
    """The events of the account's jobs that end from now on."""
    form = gateway.transport.stream
    assert form is not None, "only a gateway with a stream has this operation"
    account = exchange.owner.id.partition("/")[2]
    blocks = gateway.world.broker.listen(account, gateway.world.clock, form.heartbeat_seconds)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(blocks, 200, headers, "text/event-stream")
