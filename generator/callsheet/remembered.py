"""Answers that are the same as long as everything they depend on is: kept beside the specs, in the ignored folder.

The key is a digest of all that went in, of every line of our own code, and of what is installed beside it. Losing the
memory costs time and never changes a byte; so what cannot be read or written is as if it had never been kept.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from callsheet import disk
from callsheet.layers.diagnostic import CallsheetError

_OURS: Final = Path(__file__).parent


def key(*parts: str | bytes) -> str:
    """Of everything that an answer depends on, in a fixed order, beside the code that gives it."""
    digest = hashlib.sha256(code(_OURS).encode())
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@functools.cache
def code(package: Path) -> str:
    """Digest of every file of a package, of the interpreter, and of the names and versions of what is installed."""
    digest = hashlib.sha256(sys.version.encode())
    root = str(package)
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != "__pycache__" and not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118  hundreds of them, at each start
            if not os.path.isfile(path):  # noqa: PTH113  an editor's lock is a link that leads nowhere
                continue
            data = disk.read_bytes(Path(path))
            digest.update(f"\0{path.removeprefix(root)}\0{len(data)}\0".encode() + data)
    for installed in sorted(_installed()):
        digest.update(f"\0{installed}".encode())
    return digest.hexdigest()


def _installed() -> set[str]:
    """``jinja2-3.1.6.dist-info`` and the like: their folders' names hold the versions."""
    folders = [entry for entry in sys.path if entry and Path(entry).is_dir()]
    return {name for folder in folders for name in os.listdir(folder) if name.endswith("-info")}  # noqa: PTH208


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One answer a question: ``Memory(folder=Path(".callsheet/remembered")).recall("pull", key(…))``."""

    folder: Path

    def recall(self, question: str, of: str) -> Any:
        """The answer that was kept under this key; None where it is another one, or cannot be read."""
        path = self.folder / f"{question}.json"
        try:
            kept = json.loads(disk.read_bytes(path)) if path.is_file() else None
        except (ValueError, CallsheetError):
            return None
        return kept.get("answer") if isinstance(kept, dict) and kept.get("key") == of else None

    def keep(self, question: str, of: str, answer: Any) -> None:
        """``answer`` is JSON; it takes the place of the last one."""
        try:
            disk.write_text(self.folder / f"{question}.json", json.dumps({"key": of, "answer": answer}))
        except CallsheetError:
            return
