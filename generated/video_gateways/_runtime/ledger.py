"""The ledger: one SQLite file that knows every intent before it is sent, and every job that was accepted.

Several threads and processes may share the file; a fork opens it anew. Each line is durable before the call that wrote it returns.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from .errors import LedgerError
from .job_state import Entry, Intent, IntentEntry
from .job_token import Token
from .ledger_rows import LedgerLine, intent_of, line_of, token_of, write_intent, write_job

T = TypeVar("T")

_STEPS = (
    """
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
CREATE INDEX intents_by_state ON intents (provider, state)
""",
    "ALTER TABLE intents ADD COLUMN asked TEXT NOT NULL DEFAULT '{}'",
)
"""From each version of the file to the next, the first from nothing."""


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
            self._place = self.path.absolute()
            self._base = sqlite3.connect(
                self._place, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._changed(self._prepare)
            # after the first write, which on layered file systems makes another file of it
            self._file = self._place.stat()

    def _prepare(self, base: sqlite3.Connection) -> None:
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version > len(_STEPS):
            raise LedgerError(f"{self.path} was written by a newer version ({version}); update this package")
        for statement in (each for step in _STEPS[version:] for each in step.split(";")):
            base.execute(statement)
        if version < len(_STEPS):
            base.execute(f"PRAGMA user_version = {len(_STEPS)}")

    def write(self, entry: Entry) -> None:
        """Record an entry durably."""

        def written(base: sqlite3.Connection) -> None:
            self._require_file()
            if isinstance(entry, IntentEntry):
                write_intent(base, entry)
            else:
                write_job(base, entry)

        self._changed(written)

    def _require_file(self) -> None:
        try:
            is_it = os.path.samestat(self._file, self._place.stat())
        except FileNotFoundError:
            is_it = False
        if not is_it:
            raise LedgerError(
                f"the ledger {self.path} was removed or replaced while it was open; open it anew"
            )

    def open_intents(self, provider: str) -> list[Intent]:
        """Intents whose outcome nobody knows: being sent when their process died, or answered by silence."""
        query = (
            "SELECT * FROM intents WHERE provider = ? AND state IN ('sending', 'unknown') ORDER BY created"
        )
        return [intent_of(row) for row in self._rows(query, provider)]

    def intent(self, intent_id: str) -> Intent | None:
        """One intent with its body, for sending again under its key."""
        return next(
            (intent_of(row) for row in self._rows("SELECT * FROM intents WHERE id = ?", intent_id)), None
        )

    def dismiss(self, intent_id: str) -> bool:
        """Take an intent off the list of open ones. Whether it was on it."""
        query = "UPDATE intents SET state = 'dismissed', body = x'' WHERE id = ? AND state IN ('sending', 'unknown')"
        return self._changed(lambda base: base.execute(query, (intent_id,)).rowcount == 1)

    def job_ids(self, provider: str) -> set[str]:
        """Every job that an intent of this ledger became; not those that were only resumed with it."""
        query = "SELECT id FROM jobs WHERE provider = ? AND intent IS NOT NULL"
        return {row["id"] for row in self._rows(query, provider)}

    def token(self, provider: str, job_id: str) -> Token | None:
        """By which a job is resumed, with what was asked for and what it was to cost; None where it is not known."""
        query = """
            SELECT i.* FROM intents i JOIN jobs j ON j.intent = i.id AND j.provider = i.provider
            WHERE j.provider = ? AND j.id = ?"""
        return next((token_of(row, job_id) for row in self._rows(query, provider, job_id)), None)

    def lines(self, provider: str = "") -> list[LedgerLine]:
        """Everything, oldest first; also jobs that were bought elsewhere and resumed with this ledger."""
        query = """
            SELECT i.provider, i.model, i.id AS intent_id, i.state, i.estimate, i.unit, i.created, i.detail,
                   i.updated, j.id AS job_id, j.status, j.means, j.charges, j.detail AS job_detail, j.path,
                   j.updated AS job_updated
            FROM intents i LEFT JOIN jobs j ON j.intent = i.id AND j.provider = i.provider
            WHERE ?1 IN ('', i.provider)
            UNION ALL
            SELECT provider, '', '', 'accepted', NULL, NULL, updated, '', updated, id, status, means, charges, detail,
                   path, updated
            FROM jobs WHERE intent IS NULL AND ?1 IN ('', provider)
            ORDER BY created, intent_id, job_id"""
        return [line_of(row) for row in self._rows(query, provider)]

    def close(self) -> None:
        self._base.close()

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        # on a connection of its own: a read waits for no write, in an event loop least of all
        with self._told(), closing(sqlite3.connect(f"{self._place.as_uri()}?mode=rw", uri=True)) as base:
            base.row_factory = sqlite3.Row
            return base.execute(query, values).fetchall()

    def _changed(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """All of a change or nothing. No context manager of ours: between its frames an interruption leaves the lock."""
        with self._told(), self._lock:
            try:
                # what an interruption of the last lines here has left
                self._base.rollback()
                self._base.execute("BEGIN IMMEDIATE")
                found = change(self._base)
                self._base.execute("COMMIT")
            except BaseException:
                # also an interruption right after the first line, or a last line that found no room
                self._base.rollback()
                raise
            return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        if os.getpid() != self._process:
            # SQLite forbids it, and another thread may have held the lock for good
            raise LedgerError(f"the ledger {self.path} was opened before a fork; open it in each process")
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"the ledger {self.path} cannot be used: {error}") from error
