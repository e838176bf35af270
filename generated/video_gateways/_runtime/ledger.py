"""The ledger: one SQLite file that knows every intent before it is sent, and every job that was accepted.

Several threads and processes may share the file; a fork opens it anew. Each line is durable before the call that wrote it returns.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from .errors import LedgerError
from .job_state import Amount, Entry, Intent, IntentEntry, IntentState, JobEntry

_VERSION = 1

_SCHEMA = """
CREATE TABLE intents (
    id TEXT PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL, state TEXT NOT NULL,
    params TEXT NOT NULL, url TEXT NOT NULL, body BLOB NOT NULL, headers TEXT NOT NULL, key TEXT NOT NULL,
    estimate TEXT, unit TEXT, created REAL NOT NULL, updated REAL NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE jobs (
    provider TEXT NOT NULL, id TEXT NOT NULL, intent TEXT, status TEXT NOT NULL, means TEXT NOT NULL,
    charges TEXT NOT NULL, detail TEXT NOT NULL, path TEXT NOT NULL, updated REAL NOT NULL,
    PRIMARY KEY (provider, id)
) STRICT;
CREATE INDEX intents_by_state ON intents (provider, state);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """What the ledger knows of one intent or job; an intent without a job has an empty ``job_id``."""

    provider: str
    model: str
    intent_id: str
    state: IntentState
    job_id: str
    status: str
    means: str
    estimate: Amount | None
    charges: tuple[Amount, ...]
    detail: str
    path: str
    created: float
    updated: float


class Ledger:
    """``Ledger("jobs.sqlite")``; made where it is not there. Raises ``LedgerError``."""

    def __init__(self, path: str | Path) -> None:
        self.path: Path = Path(path)
        self._lock = threading.Lock()
        self._process = os.getpid()
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            self._base = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._prepare()

    def _prepare(self) -> None:
        with self._change() as base:
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise LedgerError(
                    f"{self.path} was written by a newer version ({version}); update this package"
                )
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    base.execute(statement)
                base.execute(f"PRAGMA user_version = {_VERSION}")

    def write(self, entry: Entry) -> None:
        """Record an entry durably."""
        with self._told(), self._change() as base:
            if isinstance(entry, IntentEntry):
                _write_intent(base, entry)
            else:
                _write_job(base, entry)

    def open_intents(self, provider: str) -> list[Intent]:
        """Intents whose outcome nobody knows: being sent when their process died, or answered by silence."""
        query = (
            "SELECT * FROM intents WHERE provider = ? AND state IN ('sending', 'unknown') ORDER BY created"
        )
        return [_intent(row) for row in self._rows(query, provider)]

    def intent(self, intent_id: str) -> Intent | None:
        """One intent with its body, for sending again under its key."""
        return next(
            (_intent(row) for row in self._rows("SELECT * FROM intents WHERE id = ?", intent_id)), None
        )

    def dismiss(self, intent_id: str) -> bool:
        """Take an intent off the list of open ones. Whether it was on it."""
        with self._told(), self._change() as base:
            query = "UPDATE intents SET state = 'dismissed', body = x'' WHERE id = ? AND state IN ('sending', 'unknown')"
            return base.execute(query, (intent_id,)).rowcount == 1

    def job_ids(self, provider: str) -> set[str]:
        """Every job that an intent of this ledger became."""
        return {row["id"] for row in self._rows("SELECT id FROM jobs WHERE provider = ?", provider)}

    def lines(self, provider: str = "") -> list[LedgerLine]:
        """Everything, oldest first."""
        query = """
            SELECT i.provider, i.model, i.id AS intent_id, i.state, i.estimate, i.unit, i.created, i.detail,
                   i.updated, j.id AS job_id, j.status, j.means, j.charges, j.detail AS job_detail, j.path,
                   j.updated AS job_updated
            FROM intents i LEFT JOIN jobs j ON j.intent = i.id AND j.provider = i.provider
            WHERE ? IN ('', i.provider) ORDER BY i.created, i.id, j.id"""
        return [_line(row) for row in self._rows(query, provider)]

    def close(self) -> None:
        self._base.close()

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._told(), self._lock:
            cursor = self._base.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._base.execute("BEGIN IMMEDIATE")
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                # also an interruption right after the first line, or a last line that found no room
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        if os.getpid() != self._process:
            # SQLite forbids it, and another thread may have held the lock for good
            raise LedgerError(f"the ledger {self.path} was opened before a fork; open it in each process")
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"the ledger {self.path} cannot be used: {error}") from error


def _write_intent(base: sqlite3.Connection, entry: IntentEntry) -> None:
    intent = entry.intent
    estimate = (str(intent.estimate.amount), intent.estimate.unit) if intent.estimate else (None, None)
    body = intent.body if entry.state in ("sending", "unknown") and intent.key else b""
    row = (intent.id, intent.provider, intent.model, entry.state, json.dumps(dict(intent.params)), intent.url, body,
           json.dumps(dict(intent.headers)), intent.key, *estimate, intent.created, entry.at, entry.detail)  # fmt: skip
    base.execute(
        f"INSERT INTO intents VALUES ({', '.join('?' * len(row))}) ON CONFLICT (id) DO UPDATE SET "  # noqa: S608
        "state = excluded.state, updated = excluded.updated, detail = excluded.detail, body = excluded.body",
        row,
    )
    for job in entry.jobs:
        base.execute(
            "INSERT INTO jobs VALUES (?, ?, ?, '', 'pending', '[]', '', '', ?) "
            "ON CONFLICT DO UPDATE SET intent = excluded.intent",
            (intent.provider, job, intent.id, entry.at),
        )


def _write_job(base: sqlite3.Connection, entry: JobEntry) -> None:
    charges = json.dumps([[str(charge.amount), charge.unit] for charge in entry.charges])
    base.execute(
        "INSERT INTO jobs VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "status = excluded.status, means = excluded.means, updated = excluded.updated, detail = excluded.detail, "
        "charges = CASE excluded.charges WHEN '[]' THEN charges ELSE excluded.charges END, "
        "path = CASE excluded.path WHEN '' THEN path ELSE excluded.path END",
        (
            entry.provider,
            entry.job_id,
            entry.status,
            entry.means,
            charges,
            entry.detail,
            entry.path,
            entry.at,
        ),
    )


def _intent(row: sqlite3.Row) -> Intent:
    return Intent(
        id=row["id"],
        provider=row["provider"],
        model=row["model"],
        params=_loaded(row["params"], {}),
        url=row["url"],
        body=row["body"],
        headers=_loaded(row["headers"], {}),
        key=row["key"],
        estimate=_estimate(row),
        created=row["created"],
    )


def _estimate(row: sqlite3.Row) -> Amount | None:
    return Amount(amount=Decimal(row["estimate"]), unit=row["unit"]) if row["estimate"] is not None else None


def _line(row: sqlite3.Row) -> LedgerLine:
    state: IntentState = row["state"] if row["state"] in get_args(IntentState) else "unknown"
    charges = tuple(Amount(amount=Decimal(amount), unit=unit) for amount, unit in _loaded(row["charges"], []))
    return LedgerLine(
        provider=row["provider"],
        model=row["model"],
        intent_id=row["intent_id"],
        state=state,
        job_id=row["job_id"] or "",
        status=row["status"] or "",
        means=row["means"] or "",
        estimate=_estimate(row),
        charges=charges,
        detail=row["job_detail"] or row["detail"],
        path=row["path"] or "",
        created=row["created"],
        updated=row["job_updated"] or row["updated"],
    )


def _loaded(text: str | None, instead: Any) -> Any:
    """A corrupt field costs that field, never the line."""
    try:
        return json.loads(text) if text else instead
    except ValueError:
        return instead
