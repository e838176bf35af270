"""All that the gateways of one process share."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from callsheet_conformance.gateways.accounts import Accounts
from callsheet_conformance.gateways.broker import Broker
from callsheet_conformance.gateways.clock import Agenda, Clock
from callsheet_conformance.gateways.faults.plan import Plan
from callsheet_conformance.gateways.files import Files
from callsheet_conformance.gateways.journal import Journal
from callsheet_conformance.gateways.provider import Json, Model
from callsheet_conformance.gateways.records import Delivery, Deposit, Entry, Job, Replay
from callsheet_conformance.gateways.settings import Settings
from callsheet_conformance.gateways.store import MemoryStore, Store
from callsheet_conformance.gateways.webhooks import Poster

KEPT_DEPOSITS = 64
PLACEHOLDER = Decimal(1)


class Ids:
    """UUIDs that are the same in every run of one name."""

    def __init__(self, run: str) -> None:
        self._space = uuid.uuid5(uuid.NAMESPACE_OID, f"callsheet {run}")
        self._order = itertools.count(1)

    def uuid(self) -> str:
        return str(uuid.uuid5(self._space, str(next(self._order))))


@dataclass(slots=True, kw_only=True)
class World:
    settings: Settings
    store: Store
    clock: Clock
    agenda: Agenda
    accounts: Accounts
    files: Files
    journal: Journal
    plan: Plan
    poster: Poster
    broker: Broker
    ids: Ids
    origin: str = ""
    """Where results are handed out; empty: where the client found the gateway."""

    def price(self, model: Model, request: Json) -> tuple[Decimal, bool]:
        """What a request costs, and whether that is known; where it is not, one unit, so that charging shows."""
        today = datetime.fromtimestamp(self.clock.now(), UTC).date().isoformat()
        found = model.judge.price(request, today)
        return (PLACEHOLDER, False) if found is None else (found, True)


def limits(settings: Settings) -> dict[type, int]:
    """How many records of a kind a store keeps."""
    return {
        Job: settings.keep_jobs,
        Entry: settings.keep_log,
        Deposit: KEPT_DEPOSITS,
        Replay: settings.keep_jobs,
        Delivery: settings.keep_jobs,
    }


def make(settings: Settings, store: Store | None = None) -> World:
    """A world at its beginning, or going on from what a store holds: time never goes back, no id comes again."""
    kept = store or MemoryStore(limits(settings))
    last = next(kept.newest(Entry), None)
    clock = Clock(speed=settings.speed, start=settings.start)
    clock.move(seconds=last.at - clock.now() if last else 0.0)
    began = clock.now() if settings.start is None else settings.start
    run = hashlib.sha256(f"{settings.seed} {began} {last.id if last else ''}".encode()).hexdigest()[:12]
    agenda = Agenda(clock)
    return World(
        settings=settings,
        store=kept,
        clock=clock,
        agenda=agenda,
        accounts=Accounts(kept, settings),
        files=Files(clock, settings.seed),
        journal=Journal(kept, clock, run),
        plan=Plan(seed=settings.seed),
        poster=Poster(kept, clock, agenda),
        broker=Broker(),
        ids=Ids(run),
    )
