"""Webhooks: when they are due, how they are signed, and that they go to loopback only."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from callsheet_conformance.gateways.clock import Agenda, Clock
from callsheet_conformance.gateways.faults.plan import argument_of
from callsheet_conformance.gateways.records import Delivery, Job
from callsheet_conformance.gateways.store import Store
from callsheet_conformance.gateways.transport import Signature, Webhooks

RETRIES = (10.0, 60.0)
"""Emulated seconds before the second and the third attempt; the gateways do not say."""

Payload = Callable[[str], dict[str, Any]]
"""From an event's name to the body at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """What a create asked for: ``Hook(job=…, url="http://127.0.0.1:9000/hook", events=("completed",), …)``."""

    job: Job
    url: str
    events: tuple[str, ...]
    form: Webhooks
    payload: Payload


class Poster:
    """Delivers webhooks at their emulated moments; three attempts, then given up."""

    def __init__(self, store: Store, clock: Clock, agenda: Agenda) -> None:
        self._store = store
        self._clock = clock
        self._agenda = agenda
        self._tasks: set[asyncio.Task[None]] = set()

    def plan(self, hook: Hook, moments: dict[str, float]) -> None:
        """Put down one delivery for each asked event that has a moment."""
        faults = hook.job.faults
        if argument_of(faults, "lost-hook") is not None:
            return
        asked = {event: at for event, at in moments.items() if event in hook.events}
        if argument_of(faults, "reordered-hooks") is not None:
            asked = dict(zip(asked, sorted(asked.values(), reverse=True), strict=True))
        for event, at in asked.items():
            record = Delivery(id=f"{hook.job.id}/{event}", job=hook.job.id, event=event, url=hook.url, at=at)
            self._store.put(record)
            times = 2 if argument_of(faults, "duplicate-hook") is not None else 1
            for _ in range(times):
                self._agenda.at(at, partial(self._start, hook, record))

    def _start(self, hook: Hook, record: Delivery) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(hook, record))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, hook: Hook, record: Delivery) -> None:
        body = json.dumps(hook.payload(record.event), separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", **signed(hook, record.event, body)}
        delivered = is_loopback(record.url) and await _post(record.url, body, headers)
        record = replace(record, attempts=record.attempts + 1)
        if delivered or record.attempts > len(RETRIES):
            self._store.put(replace(record, state="delivered" if delivered else "failed"))
            return
        self._store.put(record)
        again = self._clock.now() + RETRIES[record.attempts - 1]
        self._agenda.at(again, lambda: self._start(hook, record))


def signed(hook: Hook, event: str, body: bytes) -> dict[str, str]:
    """The headers that name the event and prove the sender."""
    named = {hook.form.event_header: event} if hook.form.event_header else {}
    if hook.form.signature is None:
        return named
    digest = hook.job.account if argument_of(hook.job.faults, "forged-hook") is None else "00" * 32
    return {**named, hook.form.signature.header: sign(hook.form.signature, bytes.fromhex(digest), body)}


def sign(form: Signature, key: bytes, body: bytes) -> str:
    """``sha256=<hex>``; ``key`` is the SHA-256 of the API key, the only thing of it that is kept."""
    mac = hmac.new(key, body, hashlib.sha256).digest()
    return form.prefix + (mac.hex() if form.encoding == "hex" else base64.b64encode(mac).decode())


def is_loopback(url: str) -> bool:
    """Whether the address is this machine: the emulator speaks to nobody else."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        return parts.scheme in ("http", "https") and (
            host == "localhost" or ipaddress.ip_address(host).is_loopback
        )
    except ValueError:
        return False


async def _post(url: str, body: bytes, headers: dict[str, str]) -> bool:
    import httpx  # noqa: PLC0415 - a sixth of a second at the start, for what most runs never do

    try:
        async with httpx.AsyncClient(timeout=5.0, trust_env=False) as client:
            answer = await client.post(url, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
    return answer.is_success
