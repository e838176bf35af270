"""Runs emitters that ask the solver: a model at a time, on all cores, and never twice for the same question.

What they write depends on the model and on our own code alone, so both are the key under which it is remembered, in
the ignored folder beside the specs. Losing the memory costs time, never changes a byte.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from callsheet import disk, emit
from callsheet.layers.file import File
from callsheet.layers.model import Provider
from callsheet.pipeline import Emit, emit_now

SOURCES = frozenset({".jinja", ".lark", ".py"})


def remembering(folder: Path) -> Emit:
    """An ``Emit`` that remembers below ``folder``."""

    def run(providers: tuple[Provider, ...], name: str) -> Iterable[File]:
        parts = [replace(provider, models=(model,)) for provider in providers for model in provider.models]
        paths = [folder / f"{name}-{_key(part)}.json" for part in parts]
        known = [_recall(path) for path in paths]
        missing = [part for part, files in zip(parts, known, strict=True) if files is None]
        fresh = iter(_emit_all(missing, name))
        for path, remembered in zip(paths, known, strict=True):
            files = next(fresh) if remembered is None else remembered
            if remembered is None:
                disk.write_text(path, json.dumps({file.path: file.text for file in files}))
            yield from files

    return run


def _emit_all(parts: list[Provider], name: str) -> Iterable[tuple[File, ...]]:
    workers = min(os.cpu_count() or 1, len(parts))
    if workers < 2:
        return [_emit_one(name, part) for part in parts]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(functools.partial(_emit_one, name), parts))


def _emit_one(name: str, part: Provider) -> tuple[File, ...]:
    return tuple(emit_now((part,), name))


def _recall(path: Path) -> tuple[File, ...] | None:
    """What was remembered; None where there is nothing, or nothing that can be read."""
    if not path.is_file():
        return None
    try:
        found = json.loads(disk.read_bytes(path))
    except ValueError:
        return None
    return tuple(File(path=name, text=text) for name, text in found.items())


def _key(part: Provider) -> str:
    (said,) = emit.emit((part,), ("manifest",))
    return hashlib.sha256(f"{_code()}\0{said.text}".encode()).hexdigest()[:32]


@functools.cache
def _code() -> str:
    """Digest of the code that costly emitters run, and of the solver's version."""
    root = Path(__file__).parent
    folders = (root / name for name in ("constraints", "emit", "layers", "solve"))
    sources = sorted(path for each in folders for path in each.rglob("*") if path.suffix in SOURCES)
    digest = hashlib.sha256(version("z3-solver").encode())
    for path in sources:
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()
