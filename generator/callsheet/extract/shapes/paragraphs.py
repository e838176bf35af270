"""A paragraph for each parameter, which begins with its name: ``**seed**: Of the noise. Default: 1``."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.extract.entry import Group
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.bullets import Item, entry_of, item_of
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.sections import group_of
from callsheet.layers.document import Text

_FEWEST = 2


def group(spots: Sequence[Spot]) -> Group | None:
    """A run of paragraphs, where most begin with a name, and the section or their marks say that they are parameters."""
    first = spots[0]
    if first.part in NO_REQUEST or any(_is_item(spot) for spot in spots):
        return None
    items: list[Item] = []
    others = 0
    for spot in spots:
        assert isinstance(spot.block, Text)
        item = item_of(spot.block, under=bool(items))
        if item is not None:
            items.append(item)
        elif items:
            items[-1].lines.append(spot.block.text)
            others += 1
        else:
            return None
    told = first.part == "request" or sum(item.understood for item in items) * 2 >= len(items)
    if len(items) < _FEWEST or others > len(items) or not told:
        return None
    return Group(
        entries=tuple(entry_of(item, item.depth, group_of(first.headings)) for item in items),
        headings=first.headings,
        index=first.index,
        shape="paragraphs",
        taken=frozenset(spot.index for spot in spots),
    )


def _is_item(spot: Spot) -> bool:
    return isinstance(spot.block, Text) and spot.block.kind == "item"
