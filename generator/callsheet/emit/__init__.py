"""Model → files. Each emitter is a folder with ``emit(providers)``, and a row in this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from callsheet.emit import cases, clients, manifest, models, package, prices, schemas, validators
from callsheet.layers.file import File
from callsheet.layers.model import Provider

Emitter: TypeAlias = Callable[[Sequence[Provider]], Iterable[File]]

EMITTERS: Mapping[str, Emitter] = MappingProxyType(
    {
        "cases": cases.emit,
        "clients": clients.emit,
        "manifest": manifest.emit,
        "models": models.emit,
        "package": package.emit,
        "prices": prices.emit,
        "schemas": schemas.emit,
        "validators": validators.emit,
    }
)
"""Alphabetical, one row a folder."""


def emit(providers: Sequence[Provider]) -> Iterator[File]:
    """All files of all emitters, with paths below the output folder."""
    for emitter in EMITTERS.values():
        yield from emitter(providers)
