"""A parameter as a run of paragraphs: name, type, "required", description; as rendered API references scrape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from callsheet.extract.claims.required import required_cell
from callsheet.extract.claims.types import type_of
from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import NAME, normal
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import gather
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column
from callsheet.extract.words.sections import group_of
from callsheet.extract.words.types import WORDS
from callsheet.layers.document import Text

_TYPE = re.compile(
    r"`?(?:enum<\w+>|[a-z]+(?:<[\w ]+>)?(?:\[\])?|array of \w+|object\[\])`?(?:\s*\|\s*`?(?:null|[a-z]+)`?)?",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"default\s*[:=]?\s*(\S.*)", re.IGNORECASE)
_SAID = re.compile(r"(required|optional)[.,:;]\s+(?=\S)", re.IGNORECASE)
"""A description that begins with the mark: "Optional. The seed."."""
CHILDREN = re.compile(r"(?:show|hide)(?: child)? (?:properties|attributes|parameters)", re.IGNORECASE)


def starts(spots: Sequence[Spot], at: int) -> bool:
    """Whether a name stands here with a type right after it."""
    if at + 1 >= len(spots):
        return False
    name, kind = spots[at].block, spots[at + 1].block
    if not isinstance(name, Text) or not isinstance(kind, Text) or name.kind != "paragraph":
        return False
    plain = name.text.strip("` ")
    said = kind.text.split("\n")[0].strip()
    if not NAME.fullmatch(plain) or not _TYPE.fullmatch(said):
        return False
    if plain.lower() in WORDS and not _may_begin(spots, at):
        return False
    return type_of(said).kind is not None


def _may_begin(spots: Sequence[Spot], at: int) -> bool:
    """Whether a word that is also a type's may be a name: "image", after a description or a mark."""
    before = spots[at - 1].block if at else None
    if not isinstance(before, Text):
        return False
    return not NAME.fullmatch(before.text.strip("` ")) or required_cell(before.text) is not None


def group(spots: Sequence[Spot]) -> Group | None:
    """A run of texts as parameters; texts before the first are left out."""
    marks = [at for at in range(len(spots)) if starts(spots, at)]
    if not marks or spots[0].part in NO_REQUEST:
        return None
    bounds = [*marks, len(spots)]
    entries, depth = [], 0
    for low, high in pairwise(bounds):
        texts = [spot.block.text for spot in spots[low:high] if isinstance(spot.block, Text)]
        children = any(CHILDREN.fullmatch(text.strip()) for text in texts)
        entries.append(
            _entry(spots[low], [text for text in texts if not CHILDREN.fullmatch(text.strip())], depth)
        )
        depth += children
    return Group(
        entries=tuple(entries),
        headings=spots[0].headings,
        index=spots[0].index,
        shape="stacked",
        taken=frozenset(spot.index for spot in spots[marks[0] :]),
    )


def _entry(spot: Spot, texts: Sequence[str], depth: int) -> Entry:
    cells: dict[Column, str] = {"type": texts[1].split("\n")[0]}
    required = group_of(spot.headings)
    lines: list[str] = []
    for line in [*texts[1].split("\n")[1:], *(line for text in texts[2:] for line in text.split("\n"))]:
        said = _SAID.match(line) if not lines else None
        if said:
            required, line = required_cell(said.group(1)), line[said.end() :]  # noqa: PLW2901
        word = required_cell(line) if len(line) < 20 else None
        default = _DEFAULT.fullmatch(line) if len(line) < 80 and not lines else None
        if word is not None and not lines:
            required = word
        elif default:
            cells["default"] = default.group(1)
        else:
            lines.append(line)
    gather(cells, lines)
    return Entry(
        name=normal(texts[0].strip("` ")), cells=cells, at=spot.block.at, required=required, depth=depth
    )
