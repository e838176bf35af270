"""Money of a live run: reserved before a request goes out, given back when the gateway refuses it.

Reservations are rows of an SQLite file. Several processes share it, and what a crash leaves behind still counts. The
cap is exact as long as gateways charge what is documented, assumed, or held back for what no price covers: the first
charge above that counts in full, and from then on everything at that gateway is reserved as many times dearer.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from decimal import ROUND_UP, Decimal
from pathlib import Path

from callsheet_conformance.error import LedgerError, Unaffordable
from callsheet_conformance.verdict import Outcome

SCHEMA = """
CREATE TABLE IF NOT EXISTS purchases (
    ticket TEXT PRIMARY KEY, run TEXT NOT NULL, gateway TEXT NOT NULL, job TEXT NOT NULL,
    reserved TEXT NOT NULL, amount TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    run TEXT NOT NULL, request TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (run, request));
"""


SMALLEST = Decimal("0.0001")
"""Of what is reckoned, not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A cap for each gateway in its own unit. ``run`` names what counts together: one run, its shards, its second try."""

    cap: Decimal
    path: Path
    run: str

    def __post_init__(self) -> None:
        try:
            _make_folder(self.path.parent)
        except OSError as problem:
            raise LedgerError(_unusable(self.path, problem.strerror or str(problem))) from problem
        with self._locked() as ledger:
            for statement in filter(str.strip, SCHEMA.split(";")):
                ledger.execute(statement)

    def reserve(self, gateway: str, amount: Decimal) -> str:
        """A ticket for the most that a request can cost. Raises Unaffordable, and then nothing may be sent."""
        ticket = str(uuid.uuid4())
        with self._locked() as ledger:
            rows = self._rows(ledger, gateway)
            held = sum((paid for _, paid in rows), Decimal(0))
            dearer = max((paid / reserved for reserved, paid in rows if reserved), default=Decimal(1))
            needed = amount if dearer <= 1 else (amount * dearer).quantize(SMALLEST, ROUND_UP)
            if held + needed > self.cap:
                raise Unaffordable(
                    f"budget: {needed} would be needed, {self.cap - held} of {self.cap} is left"
                )
            row = (ticket, self.run, gateway, "", str(needed), str(needed))
            ledger.execute("INSERT INTO purchases VALUES (?, ?, ?, ?, ?, ?)", row)
        return ticket

    def release(self, ticket: str) -> None:
        """The gateway has shown that nothing was bought."""
        self.charge(ticket, Decimal(0))

    def charge(self, ticket: str, amount: Decimal) -> None:
        """The gateway has told what it took."""
        with self._locked() as ledger:
            ledger.execute("UPDATE purchases SET amount = ? WHERE ticket = ?", (str(amount), ticket))

    def bought(self, ticket: str, job: str, least: Decimal) -> None:
        """A job was made; ``least`` is what the gateway has told so far."""
        with self._locked() as ledger:
            held = ledger.execute("SELECT amount FROM purchases WHERE ticket = ?", (ticket,)).fetchone()[0]
            told = (job, str(max(Decimal(held), least)), ticket)
            ledger.execute("UPDATE purchases SET job = ?, amount = ? WHERE ticket = ?", told)

    def spent(self, gateway: str) -> Decimal:
        """Charged or reserved so far."""
        with self._read() as ledger:
            return sum((paid for _, paid in self._rows(ledger, gateway)), Decimal(0))

    def gateways(self) -> dict[str, Decimal]:
        """Those at which this run has spent anything."""
        with self._read() as ledger:
            rows = ledger.execute(
                "SELECT DISTINCT gateway FROM purchases WHERE run = ?", (self.run,)
            ).fetchall()
        return {name: spent for (name,) in sorted(rows) if (spent := self.spent(name))}

    def remember(self, request: str, outcome: Outcome) -> None:
        """What was paid for need not be bought again by the same run."""
        told = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in asdict(outcome).items()
        }
        with self._locked() as ledger:
            row = (self.run, request, json.dumps(told))
            ledger.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def recall(self, request: str) -> Outcome | None:
        """What an earlier try of this run was answered."""
        with self._read() as ledger:
            asked = (self.run, request)
            row = ledger.execute(
                "SELECT outcome FROM answers WHERE run = ? AND request = ?", asked
            ).fetchone()
        if row is None:
            return None
        told = json.loads(row[0])
        charge = None if told["charge"] is None else Decimal(told["charge"])
        lists = {name: tuple(told[name]) for name in ("rules", "words")}
        return Outcome(**{**told, **lists, "charge": charge})

    def _rows(self, ledger: sqlite3.Connection, gateway: str) -> list[tuple[Decimal, Decimal]]:
        """What was reserved, and what it has come to."""
        asked = (self.run, gateway)
        rows = ledger.execute("SELECT reserved, amount FROM purchases WHERE run = ? AND gateway = ?", asked)
        return [(Decimal(reserved), Decimal(amount)) for reserved, amount in rows]

    @contextmanager
    def _locked(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time, all or nothing, on disk before it returns."""
        with self._read() as ledger:
            ledger.execute("PRAGMA synchronous = FULL")
            ledger.execute("BEGIN IMMEDIATE")
            yield ledger
            ledger.execute("COMMIT")

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """What is closed without a commit is as if it had never been. Raises LedgerError."""
        try:
            with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as ledger:
                yield ledger
        except (sqlite3.Error, ArithmeticError) as problem:
            raise LedgerError(_unusable(self.path, str(problem))) from problem


def _make_folder(path: Path) -> None:
    """The folder of caches gets a word to git to leave it alone."""
    path.mkdir(parents=True, exist_ok=True)
    if path.name == ".callsheet" and not (path / ".gitignore").exists():
        (path / ".gitignore").write_text("*\n")


def _unusable(path: Path, why: str) -> str:
    return f"{path}, which keeps what live runs spend, cannot be used: {why}; nothing is sent without it"
