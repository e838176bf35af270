"""GitBook's parameter list copied as text: ``promptstringRequired``, ``durationinteger · enumOptional``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from callsheet.extract.entry import Entry, Group
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import APART, gather
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column
from callsheet.layers.document import Text

_LINE = re.compile(
    r"(?P<name>[A-Za-z_][\w.\[\]-]{0,80}?)\s*(?P<type>(?:string|integer|number|boolean|object|undefined|null|file|any(?: of)?|one of|all of)(?:\[\])*)"
    r"(?P<said>(?:\s*·\s*(?:enum|nullable|[a-z-]+(?:\[\])?|(?:min|max|multiple of|length)[^·]{0,40}?))*)\s*(?P<required>Required|Optional)(?P<rest>.*)",
    re.DOTALL,
)
_LIMIT = re.compile(r"(min|max)\s*:\s*(-?[\d.]+)")


def parse(text: str) -> re.Match[str] | None:
    """The parts of such a line, or None."""
    return _LINE.fullmatch(text) if len(text) < 600 else None


def group(spots: Sequence[Spot]) -> Group | None:
    """A run of texts with at least one such line; what follows a line describes it."""
    marks = [at for at, spot in enumerate(spots) if isinstance(spot.block, Text) and parse(spot.block.text)]
    if not marks or spots[0].part in NO_REQUEST:
        return None
    bounds = [*marks, len(spots)]
    entries = [
        _entry(
            spots[low], [spot.block.text for spot in spots[low + 1 : high] if isinstance(spot.block, Text)]
        )
        for low, high in pairwise(bounds)
    ]
    return Group(
        entries=tuple(entries),
        headings=spots[0].headings,
        index=spots[marks[0]].index,
        shape="glued",
        taken=frozenset(spot.index for spot in spots[marks[0] :]),
    )


def _entry(spot: Spot, texts: Sequence[str]) -> Entry:
    assert isinstance(spot.block, Text)
    found = parse(spot.block.text)
    assert found is not None
    said = found.group("said")
    cells: dict[Column, str] = {"type": f"{found.group('type')} {said.replace('·', ' ')}".strip()}
    text = "string" in found.group("type")
    for side, value in _LIMIT.findall(said):
        column: Column = (
            ("min_length" if side == "min" else "max_length")
            if text and "[]" not in found.group("type")
            else "min"
            if side == "min"
            else "max"
        )
        cells[column] = value
        cells["type"] = cells["type"].replace(f"{side}: {value}", "").strip()
    rest = [found.group("rest")] if found.group("rest").strip() else []
    gather(cells, [line for text in (*rest, *texts) for line in APART.sub("\n", text).split("\n")])
    return Entry(
        name=found.group("name"),
        cells=cells,
        at=spot.block.at,
        required=found.group("required") == "Required",
    )
