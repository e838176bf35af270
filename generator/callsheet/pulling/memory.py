"""A pull that found nothing is not done twice: the same specs, pages and code have the same answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from callsheet import disk
from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.pulling.pulled import Got

_KEPT = ("code", "where", "message", "hint")


def key(texts: Mapping[str, str], pages: Iterable[Got]) -> str:
    """Of everything that the answer depends on."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found = path.stat()
        digest.update(f"{path}\0{found.st_mtime_ns}\0{found.st_size}\0".encode())
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
    for got in pages:
        digest.update(f"{got.wanted.name}\0{len(got.faults)}\0".encode())
        for data in () if got.page is None else (got.page.data, *got.page.siblings.values()):
            digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def recall(path: Path, of: str) -> tuple[Diagnostic, ...] | None:
    """The notes of that pull; None where it is another one, or cannot be read."""
    if not path.is_file():
        return None
    try:
        kept = json.loads(disk.read_bytes(path))
        rows = kept["notes"] if kept["key"] == of else None
        return None if rows is None else tuple(Diagnostic(severity=Severity.NOTE, **row) for row in rows)
    except (ValueError, KeyError, TypeError):
        return None


def remember(path: Path, of: str, notes: Sequence[Diagnostic]) -> None:
    rows = [{name: str(getattr(each, name)) for name in _KEPT} for each in notes]
    disk.write_text(path, json.dumps({"key": of, "notes": rows}))
