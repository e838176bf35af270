"""A heading for each parameter, with its attributes as lines below: ``#### duration`` / ``- **Type**: `string```."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callsheet.extract.entry import Entry, Group
from callsheet.extract.names import NAME, name_of, tells
from callsheet.extract.outline import Spot
from callsheet.extract.shapes.labels import gather, label_of
from callsheet.extract.shapes.meta import read_meta
from callsheet.extract.shapes.table import NO_REQUEST
from callsheet.extract.words.columns import Column
from callsheet.extract.words.sections import group_of
from callsheet.layers.document import Code, Heading, Text

_KEY = re.compile(
    r"\W*(?:key|name|parameter|field|parameter name|field name)\W*[:：]\s*`?([A-Za-z_][\w.]*)`?\s*",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:the )?[`\"]?(?P<name>[A-Za-z_]\w*(?:\.\w+)*)[`\"]?(?: \((?:object|array)[^)]*\))?"
    r"(?: (?i:object|array|items?|parameters?|params|fields?|properties|options|schema|structure|configuration|attributes|对象|参数|字段|属性))+",
)


def group(heading: Spot, below: Sequence[Spot]) -> Group | None:
    """One parameter: its heading, and the texts up to the next heading. None where they say no type or requirement."""
    assert isinstance(heading.block, Heading)
    if heading.part in NO_REQUEST or not below:
        return None
    lines = [line for spot in below if isinstance(spot.block, Text) for line in spot.block.text.split("\n")]
    keys = [found.group(1) for line in lines if (found := _KEY.fullmatch(line))]
    said = name_of(f"`{keys[0]}`" if len(keys) == 1 else heading.block.text)
    if (
        len(said.names) != 1
        or not NAME.fullmatch(said.names[0])
        or not (keys or tells(said.names[0]) or "`" in heading.block.text)
    ):
        return None
    cells: dict[Column, str] = {}
    required, understood = read_meta(said.note, cells) if said.note else (None, False)
    lines = [line for line in lines if not _KEY.fullmatch(line)]
    labels = [label for line in lines if (label := label_of(line))]
    telling = {column for column, _ in labels}
    if not understood and not (
        {"type", "required"} & telling or len({"default", "values", "description", "range"} & telling) > 1
    ):
        return None
    gather(cells, lines)
    entry = Entry(
        name=said.names[0],
        cells=cells,
        at=heading.block.at,
        required=next(
            (value for value in (said.required, required, group_of(heading.headings)) if value is not None),
            None,
        ),
        title=heading.block.text if keys else None,
    )
    return Group(
        entries=(entry,),
        headings=heading.headings[:-1],
        index=heading.index,
        shape="titled",
        parent=members_of(heading.headings[:-1]),
        taken=frozenset(spot.index for spot in below if isinstance(spot.block, Text)),
    )


def members_of(headings: Sequence[str]) -> str:
    """The name that "`input` Object Parameters" speaks of; empty for any other heading."""
    for heading in reversed(headings):
        found = _MEMBERS.fullmatch(re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", heading.strip()))
        if found:
            return found.group("name")
    return ""


def ends(spot: Spot) -> bool:
    """Whether a block ends a parameter's section."""
    return isinstance(spot.block, Heading) or not isinstance(spot.block, (Text, Code))
