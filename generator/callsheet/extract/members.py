"""Members of an object or array that its own description lists."""

from __future__ import annotations

import re

from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry
from callsheet.extract.names import NAME
from callsheet.extract.shapes.labels import gather
from callsheet.extract.shapes.meta import read_meta
from callsheet.extract.words.columns import Column

_LINE = re.compile(
    r"[ \t]*(?:[-*•·][ \t]*)?`(?P<name>[A-Za-z_]\w*)`\s*(?:[(（](?P<meta>[^()（）\n]*)[)）])?\s*[:：–—-]\s*(?P<rest>.*)",
    re.DOTALL,
)
_PAIR = re.compile(
    r"\"(?P<name>[A-Za-z_]\w*)\"\s*:\s*\"?(?P<type>long|int|integer|string|number|float|bool|boolean)\b\"?"
)


def members_of(entry: Entry) -> tuple[tuple[Entry, ...], str]:
    """The members as entries, and what is left of the description without their lines."""
    said = type_of(entry.cells.get("type", ""))
    description = entry.cells.get("description", "")
    if said.kind not in ("object", "array") or said.item in ("string", "integer", "number"):
        return (), description
    members: list[Entry] = []
    left: list[str] = []
    for line in description.split("\n"):
        found = _LINE.fullmatch(line)
        if found and NAME.fullmatch(found.group("name")):
            members.append(
                _member(entry, found.group("name"), found.group("meta") or "", found.group("rest"))
            )
        else:
            left.append(line)
    if not members:
        members = [_member(entry, name, kind, "") for name, kind in dict(_PAIR.findall(description)).items()]
    if len(members) < 2 and not _PAIR.search(description) and said.kind != "object":
        return (), description
    return tuple(members), "\n".join(left)


def _member(entry: Entry, name: str, meta: str, rest: str) -> Entry:
    cells: dict[Column, str] = {}
    required, _ = read_meta(meta, cells)
    gather(cells, [rest] if rest.strip() else [])
    return Entry(name=name, cells=cells, at=entry.at, required=required)
