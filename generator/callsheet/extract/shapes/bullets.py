"""A list whose items begin with a parameter's name: ``- **`seed`** (`integer`, _optional_): …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import NAME, normal, tells
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import gather, label_of
from callsheet.extract.shapes.meta import read_meta
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column
from callsheet.extract.words.sections import group_of, part_of
from callsheet.layers.document import Text
from callsheet.layers.place import Place

_HEAD = re.compile(
    r"\s*(?P<code>`)?(?P<name>[A-Za-z_$@][\w$@.\[\]-]{0,120})`?(?P<star>\s?\*)?"
    r"(?:\s*[(（\[](?P<meta>[^()（）]{0,300}(?:\([^()]{0,100}\)[^()（）]{0,200}){0,3})[)）\]])?"
    r"(?P<words>(?:\s+`?(?:string|integer|int|number|float|boolean|bool|array|object|enum|file|required|optional|list)\b`?(?:\[\]|<\w+>)?,?){0,3})"
    r"\s*(?:(?P<mark>[:：]|[-–—]+(?=\s)|\n|$))\s*(?P<rest>.*)",
    re.DOTALL,
)
_TAIL = re.compile(r"\((\w[\w<>\[\], |.]{0,60})\)\.?\s*$")
"""A type at the end of a description: "The seed. (int)"."""
_LEAD = re.compile(
    r"\b(?:parameters?|fields?|arguments?|options|inputs?|properties|attributes|keys)\b|参数|字段",
    re.IGNORECASE,
)
_NESTED = re.compile(
    r"\b(?:nested|sub-?(?:fields|options|parameters)|members|properties of|fields of|inside|contains?|each (?:item|object|element|entry))\b|每个|包含",
    re.IGNORECASE,
)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(slots=True)
class Item:
    """An item that begins with a name, with what stands below it."""

    name: str
    cells: dict[Column, str]
    required: bool | None
    understood: bool
    coded: bool
    at: Place
    depth: int
    lines: list[str] = field(default_factory=list)


def group(spots: Sequence[Spot], lead: str) -> Group | None:
    """One run of list items as a group, if they list parameters; ``lead`` is the text before them."""
    first = spots[0]
    if first.part in NO_REQUEST:
        return None
    top = min(spot.block.depth for spot in spots if isinstance(spot.block, Text))
    items: list[Item] = []
    others = 0
    for spot in spots:
        assert isinstance(spot.block, Text)
        item = item_of(spot.block, under=bool(items))
        nested = spot.block.depth > top
        if item is not None and (not nested or item.understood):
            items.append(item)
        elif items and nested:
            items[-1].lines.append(spot.block.text)
        else:
            others += 1
    if not _lists_parameters(first, items, others, lead):
        return None
    entries = tuple(entry_of(item, top, group_of(first.headings)) for item in items)
    return Group(
        entries=entries,
        headings=first.headings,
        index=first.index,
        shape="bullets",
        parent=_parent(lead),
        taken=frozenset(spot.index for spot in spots),
    )


def item_of(block: Text, *, under: bool) -> Item | None:
    """The parameter that an item begins with; ``under`` says that one stands above it, whose attribute it may be."""
    found = _HEAD.fullmatch(block.text)
    if (
        not found
        or not NAME.fullmatch(found.group("name"))
        or (under and block.depth and label_of(block.text))
    ):
        return None
    if not found.group("code") and (label_of(block.text) or not tells(found.group("name"))):
        return None
    cells: dict[Column, str] = {}
    tail = _TAIL.search(found.group("rest")) if not found.group("meta") else None
    said = tail.group(1) if tail and (type_of(tail.group(1)).kind or tail.group(1)[0].isupper()) else ""
    required, understood = read_meta(found.group("meta") or said, cells)
    words = " ".join((found.group("words") or "").replace(",", " ").split())
    more, also = read_meta(", ".join(words.split(" ")), cells) if words else (None, False)
    star = True if found.group("star") else None
    asked = next((value for value in (required, more, star) if value is not None), None)
    return Item(
        name=normal(found.group("name")),
        cells=cells,
        required=asked,
        understood=understood or also or star is not None,
        coded=bool(found.group("code")),
        at=block.at,
        depth=block.depth,
        lines=[line for line in found.group("rest").split("\n") if line.strip()],
    )


def _lists_parameters(spot: Spot, items: Sequence[Item], others: int, lead: str) -> bool:
    if not items or others > len(items):
        return False
    if any(item.understood for item in items):
        return sum(item.understood for item in items) * 2 >= len(items)
    told = part_of(spot.headings[-1:]) == "request" or bool(
        _LEAD.search(lead[-120:]) and lead.rstrip().endswith((":", "："))
    )
    return (
        told
        and len(items) > 1
        and all(item.coded for item in items)
        and not others
        and any(type_of(item.name).kind is None for item in items)
    )


def entry_of(item: Item, top: int, required: bool | None) -> Entry:  # noqa: FBT001
    """Its lines sorted into cells; ``required`` is what the section says."""
    gather(item.cells, item.lines)
    return Entry(
        name=item.name,
        cells=item.cells,
        at=item.at,
        required=item.required if item.required is not None else required,
        depth=item.depth - top,
    )


def _parent(lead: str) -> str:
    """The object that an introduction names: "`moderation` … the following nested options"."""
    if not _NESTED.search(lead):
        return ""
    names = [span for span in _CODE.findall(lead) if NAME.fullmatch(span)]
    return names[0] if len(set(names)) == 1 else ""
