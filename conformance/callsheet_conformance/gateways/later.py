"""What happens to a job after its create was answered: its end, its refund, its webhooks, its event."""

from __future__ import annotations

from callsheet_conformance.gateways import pointers
from callsheet_conformance.gateways.faults.plan import argument_of
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.provider import Json
from callsheet_conformance.gateways.records import Job
from callsheet_conformance.gateways.webhooks import Hook

PROGRESS_SHARE = 0.5
"""Of a job's time, when its progress is reported by webhook."""


def put_down(gateway: Gateway, job: Job, body: Json) -> None:
    """Put the later moments of a job on the agenda; ``body`` is the create's."""
    if argument_of(job.faults, "hangs") is not None:
        return
    gateway.world.agenda.at(job.ended, lambda: _end(gateway, job.id))
    hook = _hook(gateway, job, body)
    if hook is not None:
        moments = {"progress": job.created + job.seconds * PROGRESS_SHARE}
        moments["completed" if job.end == "succeeded" else "failed"] = job.ended
        gateway.world.poster.plan(hook, moments)


def _end(gateway: Gateway, name: str) -> None:
    job = gateway.world.store.get(Job, name)
    if job is None or job.cancelled is not None:
        return
    if job.end == "failed":
        gateway.world.accounts.refund(job)
    stream = gateway.transport.stream
    if stream is not None and gateway.world.broker.listened(job.account):
        gateway.world.broker.publish(job.account, stream.events[0], gateway.streamed(gateway.show(job)))


def _hook(gateway: Gateway, job: Job, body: Json) -> Hook | None:
    form = gateway.transport.webhooks
    url = pointers.get(body, form.url) if form and form.how == "request" else None
    if form is None or not isinstance(url, str) or not url:
        return None
    asked = pointers.get(body, form.events) if form.events else None
    events = tuple(asked) if isinstance(asked, list) and asked else gateway.webhook_default

    def payload(event: str) -> Json:
        current = gateway.world.store.get(Job, job.id) or job
        return gateway.notice(gateway.show(current), event)

    return Hook(job=job, url=url, events=events, form=form, payload=payload)
