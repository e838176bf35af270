"""Name, type and marks on one line, parted or glued: ``seedinteger``, ``audiobooleanDefault: true``, ``model string required``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet.extract.claims.required import required_cell
from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import tells
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import APART, gather
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column
from callsheet.extract.words.sections import group_of
from callsheet.layers.document import Text

_LINE = re.compile(
    r"(?P<name>[A-Za-z_]\w{0,80}?(?:\.\w{1,80}?)*?)(?P<open>\?)?\s?"
    r"(?P<type>(?:enum:)?(?:string|integer|number|boolean|object|array|str|int|float|bool|list|file|image|video|audio|any|enum|Enum)"
    r"(?:\[\]|<\w+>)?)"
    r"(?P<star>\s?\*)?(?:\s?(?P<mark>[Rr]equired|[Oo]ptional))?"
    r"(?:\s?\(\s?default\s?:\s?(?P<bracketed>[^()]{0,80}?)\s?\).{0,40}|\s?Default\s?:\s?(?P<default>.{1,120}))?"
)
_MARKED = re.compile(r"(?P<name>[A-Za-z_]\w{0,80}?)(?P<mark>required|optional)")
"""The mark glued to the name, the type on the next line."""
_SURE = frozenset(("string", "integer", "number", "boolean", "object", "array", "Enum"))
"""Types that a name may end in without any other sign: "checkpoint" is no ``checkpo`` of type int."""
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What such a line says; an empty type where the next line holds it."""

    name: str
    kind: str
    required: bool | None
    default: str | None = None


def parse(text: str) -> re.Match[str] | None:
    """The parts of such a line, or None."""
    found = _LINE.fullmatch(text.strip()) if len(text) < 300 else None
    if not found or not tells(found.group("name")):
        return None
    signs = any(found.group(part) is not None for part in ("open", "star", "mark", "bracketed", "default"))
    return found if signs or re.split(r"[\[<]", found.group("type"))[0] in _SURE else None


def group(spots: Sequence[Spot]) -> Group | None:
    """A run of texts with two such lines or more; what follows a line describes it."""
    if spots[0].part in NO_REQUEST:
        return None
    made = {at: entry for at in range(len(spots)) if (entry := _started(spots, at))}
    if len(made) < _FEWEST:
        return None
    bounds = [*made, len(spots)]
    entries = [_entry(made[low], spots[low], _texts(spots[low + 1 : high])) for low, high in pairwise(bounds)]
    return Group(
        entries=tuple(entries),
        headings=spots[0].headings,
        index=spots[bounds[0]].index,
        shape="signature",
        taken=frozenset(spot.index for spot in spots[bounds[0] :]),
    )


def _texts(spots: Sequence[Spot]) -> list[str]:
    return [spot.block.text for spot in spots if isinstance(spot.block, Text)]


def _started(spots: Sequence[Spot], at: int) -> _Start | None:
    block = spots[at].block
    if not isinstance(block, Text) or block.kind != "paragraph":
        return None
    found = parse(block.text)
    if found:
        mark = found.group("mark")
        required = True if found.group("star") else False if found.group("open") else None
        default = found.group("bracketed") or found.group("default")
        kind = re.sub(r"^enum:(\w+)", r"enum<\1>", found.group("type"))
        asked = required_cell(mark) if mark else required
        return _Start(name=found.group("name"), kind=kind, required=asked, default=default)
    marked = _MARKED.fullmatch(block.text.strip())
    after = _texts(spots[at + 1 : at + 2])
    if marked and after and len(after[0]) < 30 and type_of(after[0]).kind is not None:
        return _Start(name=marked.group("name"), kind="", required=required_cell(marked.group("mark")))
    return None


def _entry(start: _Start, spot: Spot, texts: Sequence[str]) -> Entry:
    assert isinstance(spot.block, Text)
    cells: dict[Column, str] = {"type": start.kind or texts[0]}
    said = [f"Default: {start.default}"] if start.default is not None else []
    rest = [*said, *texts[0 if start.kind else 1 :]]
    gather(cells, [line for text in rest for line in APART.sub("\n", text).split("\n")])
    return Entry(
        name=start.name,
        cells=cells,
        at=spot.block.at,
        required=start.required if start.required is not None else group_of(spot.headings),
    )
