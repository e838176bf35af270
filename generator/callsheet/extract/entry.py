"""A parameter as any dialect gives it: a name and cells by what they hold. All shapes lower to this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.extract.words.columns import Column
from callsheet.layers.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``Entry(name="seed", cells={"type": "integer", "description": "…"}, …)``."""

    name: str
    cells: Mapping[Column, str]
    at: Place
    required: bool | None = None
    """What the mark after the name, or the section, says."""
    depth: int = 0
    """Nesting marks before the name."""
    parent: str = ""
    """The parameter that it is a member of, where the page says so beside the name."""
    title: str | None = None
    location: str = ""
    """path, query, header …, where the page says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parameters that stand together: one table, one list."""

    entries: tuple[Entry, ...]
    headings: tuple[str, ...]
    index: int
    """Of its first block."""
    shape: str
    parent: str = ""
    """An object that a heading or introduction says they are members of."""
    taken: frozenset[int] = frozenset()
    """Numbers of the blocks whose words its entries hold."""
    dropped: tuple[tuple[Place, str], ...] = ()
    """Rows without a usable name, with their words."""
