"""Money of a live run: reserved before a request goes out, given back when the gateway refuses it.

Reservations are rows of an SQLite file. Several processes share it, and what a crash leaves behind still counts, so
the cap holds whatever happens.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.gateways.tariff import price
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_expression import worth
from callsheet_conformance.verdict import Outcome, Request

SCHEMA = """
CREATE TABLE IF NOT EXISTS spending (
    ticket TEXT PRIMARY KEY, run TEXT NOT NULL, gateway TEXT NOT NULL, amount TEXT NOT NULL, state TEXT NOT NULL)
"""


class Unaffordable(ConformanceError):  # noqa: N818 - reads as what it says of a request
    """A request that the budget does not cover, or whose price nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A cap for each gateway in its own unit. ``run`` names what counts together: one run and its shards."""

    cap: Decimal
    path: Path
    run: str
    today: date

    def enter(self, subject: Subject, request: Request) -> str:
        """Reserve the most that the request can cost. Raises Unaffordable, and then nothing may be sent."""
        amount = most(subject, request, self.today)
        gateway, ticket = subject.provider["id"], str(uuid.uuid4())
        with self._locked() as ledger:
            left = self.cap - _held(ledger, self.run, gateway)
            if amount > left:
                raise Unaffordable(f"budget: {amount} would be needed, {left} of {self.cap} is left")
            row = (ticket, self.run, gateway, str(amount), "reserved")
            ledger.execute("INSERT INTO spending VALUES (?, ?, ?, ?, ?)", row)
        return ticket

    def leave(self, ticket: str, outcome: Outcome) -> None:
        """Give back what a refusal did not cost; keep everything else at its price, or at the charge if that is more."""
        with self._locked() as ledger:
            if outcome.state == "refused":
                ledger.execute(
                    "UPDATE spending SET amount = '0', state = 'refused' WHERE ticket = ?", (ticket,)
                )
                return
            row = ledger.execute("SELECT amount FROM spending WHERE ticket = ?", (ticket,)).fetchone()
            charged = max(Decimal(row[0]), outcome.charge or Decimal(0))
            told = (str(charged), outcome.state, ticket)
            ledger.execute("UPDATE spending SET amount = ?, state = ? WHERE ticket = ?", told)

    def spent(self, gateway: str) -> Decimal:
        """Charged or reserved so far."""
        with self._locked() as ledger:
            return _held(ledger, self.run, gateway)

    @contextmanager
    def _locked(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time, all or nothing, on disk before it returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        ledger = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            ledger.execute("PRAGMA synchronous = FULL")
            ledger.execute("BEGIN IMMEDIATE")
            ledger.execute(SCHEMA)
            yield ledger
            ledger.execute("COMMIT")
        finally:
            ledger.close()


def most(subject: Subject, request: Request, today: date) -> Decimal:
    """What a request costs; of one that no price covers, such as an invalid one, the dearest that its model has.

    Raises Unaffordable where no price is known: an unknown amount fits no budget.
    """
    stated = price(dict(subject.model), dict(request), today.isoformat())
    if stated is not None:
        return stated
    tables = [t for t in subject.model.get("prices", ()) if t["since"] <= today.isoformat()]
    if not tables or not tables[-1].get("rows"):
        raise Unaffordable("budget: no price is known")
    dearest = max(Decimal(row["amount"]) for row in tables[-1]["rows"])
    return dearest * _most_units(tables[-1].get("quantities", ()))


def _most_units(quantities: Sequence[Data]) -> Decimal:
    """Raises Unaffordable where the number of units depends on the request."""
    counts = [worth(each["count"], {}) for each in quantities if "constant" in each["count"]]
    if len(counts) < len(quantities):
        raise Unaffordable("budget: the number of units depends on the request")
    return max((Decimal(str(count)) for count in counts), default=Decimal(1))


def _held(ledger: sqlite3.Connection, run: str, gateway: str) -> Decimal:
    rows = ledger.execute("SELECT amount FROM spending WHERE run = ? AND gateway = ?", (run, gateway))
    return sum((Decimal(amount) for (amount,) in rows), Decimal(0))
