"""Live gateways: a real network, real credentials from the environment, and a cap on what may be spent."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from callsheet_conformance.budget import Budget
from callsheet_conformance.catalogue import Subject
from callsheet_conformance.error import TargetError
from callsheet_conformance.gateways.control import PREFIX
from callsheet_conformance.gateways.transport import Transport, read
from callsheet_conformance.gateways.webhooks import is_loopback
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.targets.wired import Wired
from callsheet_conformance.verdict import Kind, Outcome, Request
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.paid import Paid, Terms
from callsheet_conformance.wire.signing import headers

TIMEOUT = httpx.Timeout(60.0, connect=10.0)
RUN: Final = "CALLSHEET_RUN"
"""Names a run, so that its second try shares the budget of the first, and nothing is bought twice."""
PAID_FOR = ("succeeded", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What a live run may cost. ``Spending(cap=Decimal(1))``; without a name, all runs of a day are one."""

    cap: Decimal
    assumed: Decimal | None = None
    """Reserved for a request whose price is documented nowhere."""
    ledger: Path = Path(".callsheet/conformance.sqlite")
    run: str = ""
    part: str = ""
    """Of a fleet, ``1/4``: each part has its own cap, since machines share no ledger."""
    every: float = 5.0
    """Seconds between two polls."""


class Live(Wired):
    """What the budget does not cover is not sent, and not testable."""

    def __init__(self, subjects: tuple[Subject, ...], base_url: str, spending: Spending) -> None:
        self._base_url = base_url
        self._spending = spending
        self._named = spending.run or os.environ.get(RUN, "")
        self._start = datetime.now(UTC).date()
        run = " ".join(filter(None, (self._named or self._start.isoformat(), spending.part)))
        self._budget = Budget(cap=spending.cap, path=spending.ledger, run=run)
        self._client = httpx.Client(timeout=TIMEOUT, follow_redirects=False)
        where = ", ".join(sorted({self._address(subject) for subject in subjects}))
        kind: Kind = "emulated" if any(self._is_emulated(subject) for subject in subjects) else "live"
        what = "live" if kind == "live" else "an emulator, asked as live gateways are"
        note = f"{what}, {self._start}, at {where}; at most {spending.cap} spent at each gateway"
        super().__init__(kind=kind, note=note, wire_of=self._open, step=spending.every, thrifty=True)

    @property
    def spent(self) -> str:
        """``spent in run 2026-11-21: 0.60 of 1.00 at gmicloud``."""
        told = [
            f"{amount} of {self._budget.cap} at {name}" for name, amount in self._budget.gateways().items()
        ]
        return f"spent in run {self._budget.run}: {', '.join(told) or 'nothing'}"

    def _ask(self, subject: Subject, request: Request) -> Outcome:
        """A named run that is taken up again has its answers of before."""
        if not self._named:
            return super()._ask(subject, request)
        name = f"{self._address(subject)} {subject.name} {canonical(request)}"
        found = self._budget.recall(name)
        if found is None:
            found = super()._ask(subject, request)
            if found.state in PAID_FOR:
                self._budget.remember(name, found)
        return found

    def _open(self, subject: Subject) -> Wire:
        form, today = read(dict(subject.provider["transport"])), self.today(subject)
        terms = Terms(
            gateway=subject.provider["id"], purse=self._budget, today=today, assumed=self._spending.assumed
        )
        return Paid(form, self._client, self._address(subject), headers(form), terms=terms)

    def _address(self, subject: Subject) -> str:
        return self._base_url or address_of(read(dict(subject.provider["transport"])))

    def _is_emulated(self, subject: Subject) -> bool:
        """Only this machine is asked: emulators are served nowhere else, and no gateway gets a stray request."""
        parts = urlsplit(self._address(subject))
        if not is_loopback(f"{parts.scheme}://{parts.hostname}"):
            return False
        try:
            answer = self._client.get(f"{parts.scheme}://{parts.netloc}{PREFIX}state")
            return answer.status_code == httpx.codes.OK and "mutations" in answer.json()
        except (httpx.HTTPError, ValueError):
            return False


def address_of(form: Transport) -> str:
    """As the environment says, else the documented one."""
    told = (os.environ[name] for name in form.base_url_env if os.environ.get(name))
    return next(told, form.base_url)


def live(subjects: tuple[Subject, ...], base_url: str, spending: Spending) -> Live:
    """Of one provider where a base URL is given. Raises TargetError, also for credentials that are missing."""
    providers = {subject.provider["id"]: subject.provider for subject in subjects}
    if base_url and len(providers) > 1:
        raise TargetError(
            f"--base-url is one gateway's: choose it with --provider, out of {', '.join(providers)}"
        )
    if base_url and urlsplit(base_url).scheme not in ("http", "https"):
        raise TargetError(f"--base-url {base_url} is no http address")
    for provider in providers.values():
        headers(read(dict(provider["transport"])))
    return Live(subjects, base_url, spending)
