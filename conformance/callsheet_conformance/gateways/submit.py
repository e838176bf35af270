"""Creates: judged, charged, remembered, and their later moments put on the agenda."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_conformance.gateways import pointers
from callsheet_conformance.gateways.bodies import read_object
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.faults.plan import argument_of, of_stage
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.later import put_down
from callsheet_conformance.gateways.limit_text import text_of
from callsheet_conformance.gateways.provider import Breach, Json, Model
from callsheet_conformance.gateways.records import Job, Replay
from callsheet_conformance.gateways.reply import Refused, Reply, refuse

LATE_SHARE = 0.25
"""Of a job's time, when it fails for what was found late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A create that was understood."""

    body: Json
    model: Model
    request: Json
    """The parameters alone, with the model's id where it is one of them."""
    count: int = 1
    """How many jobs it makes."""


async def submit(gateway: Gateway, exchange: Exchange) -> Reply:
    """Answer a create, a dry run or a repeated create."""
    asked = understood(gateway, exchange, await read_object(exchange.request, gateway.world.settings))
    if _is_dry(gateway, exchange):
        judged(gateway, exchange, asked)
        return gateway.dry(asked.request, asked.model)
    if (earlier := _replayed(gateway, exchange, asked)) is not None:
        return gateway.accepted([gateway.show(earlier)], exchange)
    late = judged(gateway, exchange, asked)
    jobs = admit(gateway, exchange, asked, late)
    _remember_key(gateway, exchange, asked, jobs[0])
    return gateway.accepted([gateway.show(job) for job in jobs], exchange)


def _is_dry(gateway: Gateway, exchange: Exchange) -> bool:
    form, query = gateway.transport.dry_run, exchange.request.query_params
    return form is not None and any(query.get(name, "false") not in ("", "false") for name in form.query)


def understood(gateway: Gateway, exchange: Exchange, body: Json) -> Asked:
    """Which model with which parameters. Raises ``Refused`` where the envelope does not tell."""
    place = gateway.transport.envelope
    named = (
        exchange.request.path_params.get("model")
        if place.model == "path"
        else pointers.get(body, place.model)
    )
    model = gateway.provider.models.get(named) if isinstance(named, str) else None
    if model is None or not model.is_create:
        if not isinstance(named, str):
            exchange.rule = "model:required"
            raise refuse(
                "validation", "model is required", fields=("model",), details={"model": ["is required"]}
            )
        raise Refused(gateway.unknown_model(named))
    params = pointers.get(body, place.params) if place.params else body
    if not isinstance(params, dict):
        field, limit = place.params.strip("/"), "required" if params is None else "type"
        exchange.rule, text = f"{field}:{limit}", text_of(field, limit)
        raise refuse("validation", text, fields=(field,), details={field: [text]})
    count = gateway.count_of(body)
    request = gateway.parameters(params, model)
    return Asked(body=body, model=model, request=request, count=count)


def judged(gateway: Gateway, exchange: Exchange, asked: Asked) -> Sequence[Breach]:
    """The breaches that the job will fail for later. Raises ``Refused`` for those found at once."""
    found = asked.model.judge.breaches(asked.request)
    moved = gateway.provider.late
    late = [b for b in found if gateway.is_late(b, exchange.operation) or (asked.model.id, b.id) in moved]
    at_once = [breach for breach in found if breach not in late]
    if at_once:
        exchange.rule = ",".join(breach.id for breach in at_once)
        raise Refused(gateway.breach(at_once, exchange.operation))
    unmet = [n for n in asked.model.judge.needs(asked.request) if {n, "*"} & exchange.owner.without]
    if unmet:
        exchange.rule = f"need:{unmet[0]}"
        raise refuse("permission", f"the account does not have {unmet[0].replace('-', ' ')}")
    return late


def admit(gateway: Gateway, exchange: Exchange, asked: Asked, late: Sequence[Breach]) -> list[Job]:
    """Charge and make the jobs. Raises ``Refused`` where the account holds too little."""
    world, owner = gateway.world, exchange.owner
    price, known = world.price(asked.model, asked.request)
    total = price * asked.count
    if total > owner.balance:
        raise Refused(gateway.poor(money(total), money(owner.balance)))
    world.accounts.charge(owner, total)
    plain = replace(_job(gateway, exchange, asked, late), price=price, priced=known)
    jobs = [replace(plain, id=gateway.new_id(asked.model.id)) for _ in range(asked.count)]
    for job in jobs:
        world.store.put(job)
        put_down(gateway, job, asked.body)
    exchange.job, exchange.price, exchange.priced = jobs[0].id, total, known
    return jobs


def _job(gateway: Gateway, exchange: Exchange, asked: Asked, late: Sequence[Breach]) -> Job:
    """A job that has no id and no price yet."""
    world = gateway.world
    why = gateway.late_text(late) if late else argument_of(exchange.faults, "job-fails") or ""
    return Job(
        id="",
        provider=gateway.provider.id,
        model=asked.model.id,
        account=exchange.owner.id.partition("/")[2],
        request=json.dumps(asked.request, separators=(",", ":")),
        origin=exchange.origin,
        created=world.clock.now(),
        seconds=world.settings.job_seconds * (LATE_SHARE if late else 1.0),
        end="failed" if why else "succeeded",
        error=why,
        rule=late[0].id if late else "",
        faults=of_stage(exchange.faults, "job", "hook", "file"),
    )


def _replayed(gateway: Gateway, exchange: Exchange, asked: Asked) -> Job | None:
    """The job of an earlier create with the same key. Raises ``Refused`` for a bad key or another body."""
    form, key = gateway.transport.idempotency, _key(gateway, exchange)
    if form is None or not key:
        return None
    if len(key) > form.max_length:
        raise refuse(
            "validation", f"{form.header} may have {form.max_length} characters", fields=(form.header,)
        )
    found = gateway.world.store.get(Replay, _replay_id(gateway, exchange, key))
    if found is None or found.until <= gateway.world.clock.now():
        return None
    if found.digest != _digest(asked.body):
        raise refuse("conflict", f"this {form.header} came before with another body")
    return gateway.world.store.get(Job, found.job)


def _remember_key(gateway: Gateway, exchange: Exchange, asked: Asked, job: Job) -> None:
    form, key = gateway.transport.idempotency, _key(gateway, exchange)
    if form is None or not key:
        return
    until = gateway.world.clock.now() + form.window_seconds
    name = _replay_id(gateway, exchange, key)
    gateway.world.store.put(Replay(id=name, digest=_digest(asked.body), job=job.id, until=until))


def _key(gateway: Gateway, exchange: Exchange) -> str:
    form = gateway.transport.idempotency
    if form is None or argument_of(exchange.faults, "key-ignored") is not None:
        return ""
    return exchange.request.headers.get(form.header, "")


def _replay_id(gateway: Gateway, exchange: Exchange, key: str) -> str:
    return f"{gateway.provider.id}/{exchange.owner.id}/{key}"


def _digest(body: Json) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
