"""A gateway behind its wire: requests are sent once, and followed until they end."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import httpx

from callsheet_conformance.anchors import anchors, beside
from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.error import Shut, Unaffordable
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.targets.target import Session
from callsheet_conformance.thrift import cheapest
from callsheet_conformance.verdict import Check, Kind, Outcome, Request, State
from callsheet_conformance.wire.client import Reply, Wire

REFUSING = ("validation", "moderation")
"""Causes that are about the request; all others are about the account, or about nothing that was asked."""
ROLE_CAUSES = ("not_found", "permission")
"""How gateways refuse a model that they do not know."""
TAKEN = ("succeeded", "failed")
"""Of what was to be refused: nothing about its twin changes that."""
GLANCES = 3
"""Polls before a valid job that seems to go well is cancelled, where that saves money."""
HANGING = 2
"""Jobs in a row that do not end, after which no more are bought."""


class Wired:
    """``wire_of`` opens the wire of a subject's gateway; ``pause`` lets seconds of a job's life pass."""

    def __init__(  # noqa: PLR0913 - keywords of one noun
        self,
        *,
        kind: Kind,
        note: str,
        wire_of: Callable[[Subject], Wire],
        pause: Callable[[float], None] = time.sleep,
        seconds: float = 900.0,
        step: float = 5.0,
        thrifty: bool = False,
        can_fail: bool = False,
    ) -> None:
        self.kind = kind
        self.note = note
        self._wire_of = wire_of
        self._pause = pause
        self._seconds = seconds
        self._step = step
        self.thrifty = thrifty
        """Whether everything that is made costs money, and no more is made than needed."""
        self._can_fail = can_fail
        self.scope = ""
        """The check whose exchanges go on; empty for requests that all checks share."""
        self._wires: dict[str, Wire] = {}
        self._seen: dict[tuple[str, str], Outcome] = {}
        self._cheapest: dict[str, Check] = {}
        self._anchors: dict[str, list[Request]] = {}
        self._ended: dict[str, tuple[str, Reply]] = {}
        self._hanging: dict[str, int] = {}
        """By gateway: jobs in a row that did not end."""

    def ask(self, subject: Subject, request: Request) -> Outcome:
        key = (subject.name, canonical(request))
        if key not in self._seen:
            self.scope = ""
            try:
                self._seen[key] = self._ask(subject, request)
            except (Shut, Unaffordable) as short:
                self._seen[key] = Outcome(state="unclear", cause=str(short))
        return self._seen[key]

    def session(self, subject: Subject, scope: str) -> Session | None:
        self.scope = scope
        return Session(
            wire=self.wire(subject),
            pause=self._pause,
            seconds=self._seconds,
            step=min(self._step, self._seconds / 12),
            can_fail=self._can_fail,
            ended=self._ended if self.thrifty else None,
        )

    def today(self, subject: Subject) -> date:  # noqa: ARG002 - a live gateway's day is today
        return datetime.now(UTC).date()

    def likely(self, check: Check, subject: Subject) -> Check:
        """Where jobs cost money, beside a twin that others share, or cheapest; elsewhere as it is."""
        return self._fit(check, subject, lambda _: True) if self.thrifty else check

    def fitted(self, check: Check, subject: Subject) -> Check:
        """As is likely, unless what must be refused there is, and the twin is not taken: then with another one."""
        likely = self.likely(check, subject)
        if likely is check or "breaks" not in likely.requests:
            return likely
        if self.ask(subject, likely.requests["breaks"]).state in TAKEN:
            return likely
        return self._fit(check, subject, lambda anchor: self.ask(subject, anchor).state == "succeeded")

    def _fit(self, check: Check, subject: Subject, taken: Callable[[Request], bool]) -> Check:
        today = self.today(subject)
        if subject.name not in self._anchors:
            self._anchors[subject.name] = anchors(subject, today)
        found = beside(check, subject, self._anchors[subject.name], taken)
        if found is not None:
            return found
        if check.id not in self._cheapest:
            self._cheapest[check.id] = cheapest(check, subject, today)
        return self._cheapest[check.id]

    def quote(self, subject: Subject, request: Request, day: date) -> Outcome | None:  # noqa: ARG002
        """Gateways charge; a dry run is a check of its own."""
        return None

    def forget(self) -> None:
        """Send requests anew from now on."""
        self._seen.clear()

    def wire(self, subject: Subject) -> Wire:
        """Of the subject's gateway; opened once."""
        name = subject.provider["id"]
        if name not in self._wires:
            self._wires[name] = self._wire_of(subject)
        return self._wires[name]

    def _ask(self, subject: Subject, request: Request) -> Outcome:
        wire, gateway = self.wire(subject), subject.provider["id"]
        if self.thrifty and self._hanging.get(gateway, 0) >= HANGING:
            raise Shut(f"{HANGING} jobs in a row did not end within {self._seconds:.0f} seconds")
        try:
            reply = wire.submit(subject.model, request)
        except httpx.HTTPError as problem:
            return Outcome(state="unclear", cause="no answer", message=type(problem).__name__)
        if not reply.accepted:
            return _refusal(subject, request, reply)
        if not reply.id:
            return Outcome(state="unclear", status=reply.status, cause="no job id")
        if self.thrifty and wire.transport.cancel and oracle_of(subject).is_valid(request):
            found = self._stop(wire, reply)
        else:
            found = self._follow(wire, reply, self._seconds)
        self._hanging[gateway] = self._hanging.get(gateway, 0) + 1 if found.state == "unclear" else 0
        return found

    def _stop(self, wire: Wire, first: Reply) -> Outcome:
        """A valid job that does not end at once has shown that it was taken, and is cancelled."""
        seen = self._follow(wire, first, self._step * GLANCES)
        if seen.state != "unclear":
            return seen
        try:
            stopped = wire.cancel(first.id).accepted
        except httpx.HTTPError:
            stopped = False
        if stopped:
            return Outcome(
                state="succeeded", status=first.status, message="cancelled", words=seen.words, job=first.id
            )
        return self._follow(wire, first, self._seconds)

    def _follow(self, wire: Wire, first: Reply, seconds: float) -> Outcome:
        words, waited, last = [first.word], 0.0, first
        while last.goes_on and waited < seconds:
            self._pause(self._step)
            waited += self._step
            try:
                polled = wire.poll(first.id)
            except httpx.HTTPError:
                continue
            last = polled if polled.accepted else last
            words += [polled.word] if polled.accepted and polled.word != words[-1] else []
        states: dict[str, State] = {"succeeded": "succeeded", "failed": "failed"}
        means = "succeeded" if last.means == "unknown" and last.urls else last.means
        charged = next((each for each in (last, first) if each.charge is not None), first)
        return Outcome(
            state=states.get(means, "unclear"),
            status=last.status,
            cause="" if means in states else f"job stays {last.word!r}",
            message=last.message if means == "failed" else "",
            rules=last.rules,
            words=tuple(filter(None, words)),
            charge=charged.charge,
            unit=charged.unit,
            job=first.id,
        )


def _refusal(subject: Subject, request: Request, reply: Reply) -> Outcome:
    role = next((p for p in subject.model["parameters"] if p.get("role") == "model"), None)
    misnamed = role is not None and request.get(role["path"]) not in role.get("enum", ())
    refused = reply.cause in REFUSING or (misnamed and reply.cause in ROLE_CAUSES)
    return Outcome(
        state="refused" if refused else "unclear",
        status=reply.status,
        cause=reply.cause,
        message=reply.message,
        rules=reply.rules,
    )
