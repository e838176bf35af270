"""Asking for jobs: one, all, their results; and cancelling one."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.faults.plan import argument_of
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.records import Job
from callsheet_conformance.gateways.reply import Reply, refuse
from callsheet_conformance.gateways.transport import Call

PAGE = 50
"""Jobs on a page where the client asks for no number."""


async def poll(gateway: Gateway, exchange: Exchange) -> Reply:
    job = find(gateway, exchange, _named(gateway.transport.poll, exchange))
    shown = gateway.show(job)
    exchange.rule = job.rule if shown.view.means == "failed" else ""
    return Reply(status=200, body=gateway.polled(shown))


async def cancel(gateway: Gateway, exchange: Exchange) -> Reply:
    """A job that has ended stays as it is; one that has not is refunded."""
    call = gateway.transport.cancel
    job = find(gateway, exchange, _named(call, exchange) if call else "")
    if not gateway.may_cancel(job):
        raise refuse("validation", "jobs of this kind cannot be cancelled")
    world = gateway.world
    if job.cancelled is None and (world.clock.now() < job.ended or "hangs" in job.faults):
        job = replace(job, cancelled=world.clock.now())
        world.store.put(job)
        world.accounts.refund(job)
    return Reply(status=200, body=gateway.cancelled(gateway.show(job)))


async def asset(gateway: Gateway, exchange: Exchange) -> Reply:
    """A result by its id; there is none before the job has succeeded."""
    job = find(gateway, exchange, gateway.job_id(exchange.request.path_params["id"]))
    shown = gateway.show(job)
    if shown.url is None:
        raise refuse("not_found", "no such asset")
    return Reply(status=200, body=gateway.asset(shown))


async def listing(gateway: Gateway, exchange: Exchange) -> Reply:
    """The account's jobs, newest first; ``status`` filters by word, the cursor is the last id seen."""
    form, query = gateway.transport.listing, exchange.request.query_params
    assert form is not None, "only a gateway with a listing has this operation"
    size = _size(query.get(form.size, "") if form.size else "", form.max_size, form.size)
    after, wanted = query.get(form.cursor, "") if form.cursor else "", query.get("status", "")
    mine = (
        job
        for job in gateway.world.store.newest(Job)
        if job.provider == gateway.provider.id and job.account == exchange.owner.id.partition("/")[2]
    )
    if after and next((job for job in mine if job.id == after), None) is None:
        raise refuse("validation", f"{form.cursor} is not one of ours", fields=(form.cursor,))
    shown = (gateway.show(job) for job in mine)
    fitting = (each for each in shown if gateway.is_listed(each, wanted))
    rows = list(islice(fitting, size + 1))
    cursor = rows[size - 1].view.job.id if len(rows) > size else None
    return Reply(status=200, body=gateway.listed(rows[:size], cursor))


def find(gateway: Gateway, exchange: Exchange, name: str) -> Job:
    """The caller's job of that id. Raises ``Refused``: not_found, also for the jobs of others."""
    job = gateway.world.store.get(Job, name)
    mine = exchange.owner.id.partition("/")[2]
    if job is None or job.provider != gateway.provider.id or job.account != mine or _hidden(gateway, job):
        raise refuse("not_found", "no such job")
    exchange.job = job.id
    return job


def _hidden(gateway: Gateway, job: Job) -> bool:
    now, early = gateway.world.clock.now(), argument_of(job.faults, "not-found-at-first")
    gone = argument_of(job.faults, "vanishes") is not None and now >= job.ended
    return gone or (early is not None and now < job.created + float(early))


def _named(call: Call, exchange: Exchange) -> str:
    """The id in the path or in the query. Raises ``Refused`` where the query lacks it."""
    if "id" in exchange.request.path_params:
        return str(exchange.request.path_params["id"])
    name = next(name for name, value in call.query.items() if value == "{id}")
    found = exchange.request.query_params.get(name)
    if found is None:
        exchange.rule = f"{name}:required"
        raise refuse("validation", f"{name} is required", fields=(name,), details={name: ["is required"]})
    return found


def _size(text: str, largest: int | None, name: str) -> int:
    if not text:
        return PAGE if largest is None else min(PAGE, largest)
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= (largest or 100):
        raise refuse("validation", f"{name} must be from 1 to {largest or 100}", fields=(name,))
    return int(text)
