"""Parameters marked up as such: ``<ParamField body="seed" type="integer" default="0">``."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.extract.claims.required import required_cell
from callsheet.extract.entry import Entry, Group
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import add, gather
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column, column_of
from callsheet.extract.words.sections import group_of
from callsheet.layers.document import Field

_FALSE = ("false", "no", "0")


def group(spots: Sequence[Spot]) -> Group | None:
    """A run of fields; those of a response are left out, unless the page puts them in its request."""
    kept = [spot for spot in spots if isinstance(spot.block, Field) and _is_request(spot, spot.block)]
    if not kept:
        return None
    entries = tuple(_entry(spot) for spot in kept)
    return Group(
        entries=entries,
        headings=kept[0].headings,
        index=kept[0].index,
        shape="field",
        taken=frozenset(spot.index for spot in kept),
    )


def _is_request(spot: Spot, block: Field) -> bool:
    if block.attributes.get("in") == "header" or spot.part in NO_REQUEST:
        return False
    return block.attributes.get("in") != "response" or spot.part == "request"


def _entry(spot: Spot) -> Entry:
    block = spot.block
    assert isinstance(block, Field)
    cells: dict[Column, str] = {}
    required = group_of(spot.headings)
    for key, value in block.attributes.items():
        column = (
            column_of(key.replace("Value", " value"))
            if key not in ("in", "parent", "nested", "title")
            else None
        )
        if key == "required":
            required = value.lower() not in _FALSE and required_cell(value) is not False
        elif column not in (None, "name", "required") and value:
            assert column is not None
            add(cells, column, value)
    gather(cells, block.text.split("\n"))
    return Entry(
        name=block.name,
        cells=cells,
        at=block.at,
        required=required,
        parent=block.attributes.get("parent", ""),
        location=block.attributes.get("in", ""),
    )
