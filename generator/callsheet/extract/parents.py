"""Lists of an object's members, told by their heading: "`shots` item", or the name that a parameter points at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import normal
from callsheet.extract.shapes.titled import members_of

_POINTED = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+")
"""``OmniImageItem``: what a page calls an object, and no parameter."""


def parented(groups: Sequence[Group]) -> list[Group]:
    """The groups, each with the array or object whose members it lists, where its heading says so."""
    entries = [(at, entry) for at, group in enumerate(groups) for entry in group.entries]
    return [
        replace(group, parent=parent)
        if not group.parent and (parent := _parent(at, group, entries))
        else group
        for at, group in enumerate(groups)
    ]


def _parent(at: int, group: Group, entries: Sequence[tuple[int, Entry]]) -> str:
    heading = group.headings[-1] if group.headings else ""
    before = [entry for index, entry in entries if index < at and _holds(entry)]
    name = normal(members_of([heading]) or "")
    named = [entry for entry in before if entry.name == name]
    pointed = _POINTED.search(heading)
    if not named and pointed:
        named = [entry for entry in before if any(pointed[0] in cell for cell in entry.cells.values())]
    own = {entry.name for entry in group.entries}
    return (
        named[0].name if len({entry.name for entry in named} - own) == 1 and named[0].name not in own else ""
    )


def _holds(entry: Entry) -> bool:
    return type_of(entry.cells.get("type", "")).kind in ("array", "object")
