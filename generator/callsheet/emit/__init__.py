"""Model → files. Each emitter is a folder with ``emit(providers)``, and a row in this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from callsheet.emit import (
    cases,
    clients,
    docs,
    manifest,
    models,
    openapi,
    package,
    price_tables,
    prices,
    schemas,
    validators,
)
from callsheet.emit.header import mended_by
from callsheet.emit.package.release import released
from callsheet.layers.file import File
from callsheet.layers.model import Provider

__all__ = ["COSTLY", "EMITTERS", "Emitter", "emit", "mended_by", "released"]

Emitter: TypeAlias = Callable[[Sequence[Provider]], Iterable[File]]

EMITTERS: Mapping[str, Emitter] = MappingProxyType(
    {
        "cases": cases.emit,
        "clients": clients.emit,
        "docs": docs.emit,
        "manifest": manifest.emit,
        "models": models.emit,
        "openapi": openapi.emit,
        "package": package.emit,
        "price_tables": price_tables.emit,
        "prices": prices.emit,
        "schemas": schemas.emit,
        "validators": validators.emit,
    }
)
"""Alphabetical, one row a folder."""

COSTLY: Final = frozenset({"cases"})
"""Emitters that ask the solver, seconds a provider. What they write of a model depends on that model alone."""


def emit(providers: Sequence[Provider], names: Iterable[str] = EMITTERS) -> Iterator[File]:
    """All files of the named emitters, with paths below the output folder."""
    for name in names:
        yield from EMITTERS[name](providers)
