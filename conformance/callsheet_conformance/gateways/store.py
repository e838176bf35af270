"""Where records are kept: in memory, or in an SQLite file that outlives the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from pydantic import TypeAdapter

from callsheet_conformance.gateways.records import Account, Delivery, Deposit, Entry, Job, Replay

Record: TypeAlias = Account | Delivery | Deposit | Entry | Job | Replay

R = TypeVar("R", bound=Record)

KINDS: tuple[type[Record], ...] = (Account, Delivery, Deposit, Entry, Job, Replay)


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
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=NORMAL")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS record (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
            " value BLOB NOT NULL, UNIQUE (kind, id))"
        )

    def put(self, record: Record) -> None:
        kind = type(record)
        self._base.execute(
            "INSERT INTO record (kind, id, value) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value",
            (kind.__name__, record.id, self._adapters[kind].dump_json(record)),
        )
        if kind in self._keep and self.count(kind) > self._keep[kind]:
            oldest = "SELECT min(seq) FROM record WHERE kind = ?"
            self._base.execute(f"DELETE FROM record WHERE seq = ({oldest})", (kind.__name__,))  # noqa: S608 - constant

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
        row = self._base.execute("SELECT count(*) FROM record WHERE kind = ?", (kind.__name__,)).fetchone()
        return int(row[0])

    def clear(self) -> None:
        self._base.execute("DELETE FROM record")

    def close(self) -> None:
        self._base.close()

    def _read(self, kind: type[R], value: bytes) -> R:
        found = self._adapters[kind].validate_json(value)
        assert isinstance(found, kind)
        return found
