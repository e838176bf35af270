"""Live gateways: a real network, real credentials from the environment, and a cap on what may be spent."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx

from callsheet_conformance.budget import Budget, Unaffordable
from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.error import TargetError
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.targets.target import Session
from callsheet_conformance.targets.wired import Wired
from callsheet_conformance.verdict import Outcome, Request
from callsheet_conformance.wire.client import Reply, Wire
from callsheet_conformance.wire.signing import headers

TIMEOUT = httpx.Timeout(60.0, connect=10.0)
GLANCES = 3
"""Polls before a job that seems to go well is cancelled."""
RUN = "CALLSHEET_RUN"
"""Names a run, so that its shards and its second try share one budget; else every day is one."""


class Live(Wired):
    """Verdicts about jobs that a budget does not cover are not testable, with the amount."""

    def ask(self, subject: Subject, request: Request) -> Outcome:
        try:
            return super().ask(subject, request)
        except Unaffordable as short:
            return Outcome(state="unclear", cause=str(short))

    def _follow(self, wire: Wire, first: Reply) -> Outcome:
        """Where jobs can be cancelled, one that does not fail at once is: it has shown that it was taken."""
        if wire.transport.cancel is None:
            return super()._follow(wire, first)
        for _ in range(GLANCES):
            self._pause(self._step)
            seen = wire.poll(first.id)
            if seen.means in ("failed", "succeeded"):
                return super()._follow(wire, seen if seen.id else first)
        stopped = wire.cancel(first.id)
        if not stopped.accepted:
            return super()._follow(wire, first)
        words = tuple(dict.fromkeys((first.word, seen.word)))
        return Outcome(state="succeeded", status=first.status, message="cancelled", words=words, job=first.id)

    def session(self, subject: Subject, scope: str) -> Session | None:  # noqa: ARG002
        """Jobs followed step by step are not priced one by one, so live runs leave them out."""
        return None


def live(catalogue: Catalogue, base_url: str, cap: Decimal, ledger: Path) -> Live:
    """Of one provider where a base URL is given. Raises TargetError."""
    if base_url and len(catalogue.providers()) > 1:
        names = ", ".join(each["id"] for each in catalogue.providers())
        raise TargetError(f"--base-url is one gateway's: choose it with --provider, out of {names}")
    client = httpx.Client(timeout=TIMEOUT, follow_redirects=False)

    def wire_of(subject: Subject) -> Wire:
        form = read(dict(subject.provider["transport"]))
        return Wire(form, client, base_url or form.base_url, headers(form))

    today = datetime.now(UTC).date()
    run = os.environ.get(RUN) or today.isoformat()
    where = base_url or ", ".join(each["title"] for each in catalogue.providers())
    return Live(
        kind="live",
        note=f"live, {today.isoformat()}, at {where}; at most {cap} spent at each gateway",
        wire_of=wire_of,
        gate=Budget(cap=cap, path=ledger, run=run, today=today),
    )
