"""A wire on which nothing is bought before its price is reserved."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import httpx

from callsheet_conformance.error import Unaffordable
from callsheet_conformance.estimate import dearest, most, unit_of
from callsheet_conformance.gateways.transport import Call, Transport
from callsheet_conformance.verdict import Request
from callsheet_conformance.wire.client import Reply, Wire
from callsheet_conformance.wire.door import Door
from callsheet_conformance.wire.signing import masked

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Errors that come before a request has left."""
ENDED = ("succeeded", "failed", "cancelled")
PATIENCE = 60.0
"""Seconds for which a request waits at a gateway that is asked too often."""


class Purse(Protocol):
    """Where the money is: ``Budget`` for live runs."""

    def reserve(self, gateway: str, amount: Decimal) -> str: ...

    def release(self, ticket: str) -> None: ...

    def charge(self, ticket: str, amount: Decimal) -> None: ...

    def bought(self, ticket: str, job: str, least: Decimal) -> None: ...


class Free:
    """A purse for gateways that take no money, such as recordings of those that did."""

    def reserve(self, gateway: str, amount: Decimal) -> str:  # noqa: ARG002
        return "free"

    def release(self, ticket: str) -> None: ...

    def charge(self, ticket: str, amount: Decimal) -> None: ...

    def bought(self, ticket: str, job: str, least: Decimal) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By which a gateway's requests are priced."""

    gateway: str
    purse: Purse
    today: date
    assumed: Decimal | None = None
    """Of a request whose price is documented nowhere, as the user says."""
    door: Door = field(default_factory=Door)
    """One a gateway, whoever signs."""
    pause: Callable[[float], None] = time.sleep


class Paid(Wire):
    """Prices come from the documentation, else from the gateway's dry run, else from what the user assumes."""

    def __init__(
        self,
        transport: Transport,
        client: httpx.Client,
        base_url: str,
        headers: Mapping[str, str],
        *,
        terms: Terms,
    ) -> None:
        super().__init__(transport, client, base_url, headers)
        self._terms = terms
        self._tickets: dict[str, tuple[str, str]] = {}
        self._keyed: dict[str, str] = {}

    def unsigned(self) -> Wire:
        """Costs money where a gateway forgets to ask who is calling."""
        return Paid(self.transport, self._client, self.base_url, {}, terms=self._terms)

    def submit(
        self,
        model: Mapping[str, Any],
        request: Request,
        *,
        key: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Raises Unaffordable before anything is sent. A refusal in a dry run is the answer where no price is known."""
        amount, refused = self._priced(model, request)
        if amount is None:
            return refused
        send = super().submit
        return self._buy(model, amount, lambda: send(model, request, key=key, headers=headers), key)

    def submit_raw(self, model: Mapping[str, Any], body: bytes) -> Reply:
        """Reserved at what the user assumes, else at the dearest price, should it be taken."""
        amount = self._terms.assumed or dearest(model, self._terms.today)
        send = super().submit_raw
        return self._buy(model, self._assumed() if amount is None else amount, lambda: send(model, body))

    def poll(self, job: str) -> Reply:
        """Of an ended job, what the gateway says that it has charged is what counts."""
        seen = super().poll(job)
        ticket, unit = self._tickets.get(job, ("", ""))
        if ticket and seen.charge is not None and seen.means in ENDED and unit in ("", seen.unit):
            self._terms.purse.charge(ticket, seen.charge)
        return seen

    def _send(  # noqa: PLR0913, PLR0917 - as its parent
        self,
        call: Call,
        operation: str,
        path: str,
        query: Mapping[str, str],
        body: bytes,
        headers: Mapping[str, str],
    ) -> Reply:
        """Raises Shut. What a gateway repeats of the credentials goes no further."""
        door = self._terms.door
        door.check()
        send = super()._send
        try:
            reply = self._patient(operation, lambda: send(call, operation, path, query, body, headers))
        except NEVER_SENT as problem:
            door.refused(type(problem).__name__)
            raise
        reply = replace(
            reply, message=masked(reply.message, self._headers), word=masked(reply.word, self._headers)
        )
        if reply.cause == "redirect":
            where = masked(reply.elsewhere, self._headers) or "nowhere"
            door.refused(f"{reply.status}: it sends requests to {where}, which --base-url may name")
        elif reply.cause == "rate_limit":
            door.refused(f"{reply.status} {reply.message}, {PATIENCE:.0f} seconds long")
        elif reply.status != httpx.codes.UNAUTHORIZED or reply.cause != "authentication":
            door.opened()  # a 403 may be about one feature
        elif self._headers:
            door.refused(f"{reply.status} {reply.message}")
        return reply

    def _patient(self, operation: str, send: Callable[[], Reply]) -> Reply:
        """Asked again where the gateway is asked too often, and says that nothing was made."""
        reply, waited, pause = send(), 0.0, 1.0
        while reply.cause == "rate_limit" and (operation != "submit" or not reply.created):
            pause = reply.wait or pause
            if waited + pause > PATIENCE:
                break
            self._terms.pause(pause)
            waited, pause = waited + pause, pause * 2
            reply = send()
        return reply

    def _priced(self, model: Mapping[str, Any], request: Request) -> tuple[Decimal | None, Reply]:
        """The amount; or none, and the refusal that a dry run was answered with."""
        told = Reply(status=0, accepted=False)
        amount = most(model, request, self._terms.today, self._terms.assumed)
        if amount is None and self.transport.dry_run:
            told = self.dry_run(model, request)
            amount = told.charge if told.accepted else None
        if amount is None and self._terms.assumed is None and not told.created:
            return None, replace(told, message=f"in a dry run: {told.message}")
        return self._assumed() if amount is None else amount, told

    def _assumed(self) -> Decimal:
        if self._terms.assumed is None:
            raise Unaffordable("budget: no price is known; --assume-price AMOUNT says what to reserve")
        return self._terms.assumed

    def _buy(
        self, model: Mapping[str, Any], amount: Decimal, send: Callable[[], Reply], key: str = ""
    ) -> Reply:
        """What is not shown to be refused counts: a lost answer, an error of the server, a killed process.

        A job that was bought before costs nothing where it was asked for by its key; a gateway that gives all jobs
        one id has shown nothing.
        """
        purse, unit = self._terms.purse, unit_of(model, self._terms.today)
        self._terms.door.check()
        ticket = purse.reserve(self._terms.gateway, amount)
        try:
            reply = send()
        except NEVER_SENT:
            purse.release(ticket)
            raise
        again = bool(key and reply.id and self._keyed.get(key) == reply.id)
        if (not reply.accepted and not reply.created) or again:
            purse.release(ticket)
        elif reply.accepted:
            told = reply.charge if reply.charge is not None and unit in ("", reply.unit) else Decimal(0)
            purse.bought(ticket, reply.id, told)
            self._tickets |= {reply.id: (ticket, unit)} if reply.id else {}
            self._keyed |= {key: reply.id} if key else {}
        return reply
