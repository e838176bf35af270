"""Where records are kept: in memory, or in an SQLite file that outlives the process."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from pydantic import TypeAdapter

from callsheet_conformance.gateways.records import Account, Delivery, Deposit, Entry, Job, Replay

Record: TypeAlias = Account | Delivery | Deposit | Entry | Job | Replay

R = TypeVar("R", bound=Record)

KINDS: tuple[type[Record], ...] = (Account, Delivery, Deposit, Entry, Job, Replay)


TABLE = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS record (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (kind, id)
);
CREATE INDEX IF NOT EXISTS by_age ON record (kind, seq);
"""


class Store(Protocol):
    """Records by kind and id, in the order in which each id was first put."""

    def put(self, record: Record) -> None: ...

    def get(self, kind: type[R], key: str) -> R | None: ...

    def newest(self, kind: type[R]) -> Iterator[R]:
        """All of a kind, last first; what is put meanwhile need not appear."""
        ...

    def count(self, kind: type[R]) -> int: ...

    def clear(self) -> None: ...

    def close(self) -> None: ...


class MemoryStore:
    """Keeps records as they are; ``keep`` bounds the number of a kind, the oldest go first."""

    def __init__(self, keep: dict[type, int] | None = None) -> None:
        self._keep = keep or {}
        self._records: dict[type, dict[str, object]] = {kind: {} for kind in KINDS}

    def put(self, record: Record) -> None:
        rows = self._records[type(record)]
        rows[record.id] = record
        if len(rows) > self._keep.get(type(record), len(rows)):
            del rows[next(iter(rows))]

    def get(self, kind: type[R], key: str) -> R | None:
        found = self._records[kind].get(key)
        return found if isinstance(found, kind) else None

    def newest(self, kind: type[R]) -> Iterator[R]:
        rows = self._records[kind]
        for key in reversed(list(rows)):
            found = rows.get(key)
            if isinstance(found, kind):
                yield found

    def count(self, kind: type[R]) -> int:
        return len(self._records[kind])

    def clear(self) -> None:
        for rows in self._records.values():
            rows.clear()

    def close(self) -> None:
        self.clear()


class SqliteStore:
    """Keeps records in one table of an SQLite file. Written at once, flushed by SQLite (WAL, synchronous=NORMAL)."""

    def __init__(self, path: Path, keep: dict[type, int] | None = None) -> None:
        self._keep = keep or {}
        self._adapters: dict[type, TypeAdapter[object]] = {kind: TypeAdapter(kind) for kind in KINDS}
        self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._base.executescript(TABLE)
        counted = self._base.execute("SELECT kind, count(*) FROM record GROUP BY kind")
        self._counts: Counter[str] = Counter(dict(counted))
        """Kept beside, for counting a large table takes its time."""

    def put(self, record: Record) -> None:
        kind = type(record).__name__
        value = self._adapters[type(record)].dump_json(record)
        there = "UPDATE record SET value = ? WHERE kind = ? AND id = ?"
        if self._base.execute(there, (value, kind, record.id)).rowcount:
            return
        fresh = "INSERT INTO record (value, kind, id) VALUES (?, ?, ?)"
        self._base.execute(fresh, (value, kind, record.id))
        self._counts[kind] += 1
        if self._counts[kind] > self._keep.get(type(record), self._counts[kind]):
            oldest = "DELETE FROM record WHERE seq = (SELECT min(seq) FROM record WHERE kind = ?)"
            self._counts[kind] -= self._base.execute(oldest, (kind,)).rowcount

    def get(self, kind: type[R], key: str) -> R | None:
        row = self._base.execute(
            "SELECT value FROM record WHERE kind = ? AND id = ?", (kind.__name__, key)
        ).fetchone()
        return self._read(kind, row[0]) if row else None

    def newest(self, kind: type[R]) -> Iterator[R]:
        before = 1 << 62
        while rows := self._base.execute(
            "SELECT seq, value FROM record WHERE kind = ? AND seq < ? ORDER BY seq DESC LIMIT 200",
            (kind.__name__, before),
        ).fetchall():
            before = rows[-1][0]
            yield from (self._read(kind, value) for _, value in rows)

    def count(self, kind: type[R]) -> int:
        return self._counts[kind.__name__]

    def clear(self) -> None:
        self._base.execute("DELETE FROM record")
        self._counts.clear()

    def close(self) -> None:
        self._base.close()

    def _read(self, kind: type[R], value: bytes) -> R:
        found = self._adapters[kind].validate_json(value)
        assert isinstance(found, kind)
        return found
