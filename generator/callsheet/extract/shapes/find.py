"""All groups of parameters of a document: each run of blocks is offered to the shapes in the order of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from callsheet.extract.entry import Group
from callsheet.extract.outline import Spot
from callsheet.extract.shapes import bullets, fields, glued, paragraphs, signature, stacked, table, titled
from callsheet.layers.document import Code, Field, Heading, Table, Text


def find_groups(spots: Sequence[Spot]) -> list[Group]:
    """In order of the page."""
    groups: list[Group] = []
    at = 0
    while at < len(spots):
        end = _run_end(spots, at)
        block = spots[at].block
        if isinstance(block, Table):
            if table.is_parameters(spots[at], block):
                before = spots[at - 1].block if at else None
                groups.append(table.group(spots[at], block, before.text if isinstance(before, Text) else ""))
        elif isinstance(block, Field):
            made = fields.group(spots[at:end])
            groups.extend([made] if made else [])
        elif isinstance(block, Heading):
            made = titled.group(spots[at], spots[at + 1 : end])
            if made:
                groups.append(made)
            else:
                end = at + 1
        elif isinstance(block, Text):
            made = next((found for shape in PROSE if (found := shape(spots[at:end]))), None)
            groups.extend([made] if made else [])
        at = end
    return groups


def _run_end(spots: Sequence[Spot], at: int) -> int:
    """The end of a run: fields with fields, texts with texts, a heading with the texts and code below it."""
    block = spots[at].block
    together: tuple[type, ...] = (
        (Field,) if isinstance(block, Field) else (Text,) if isinstance(block, Text) else ()
    )
    if isinstance(block, Heading):
        together = (Text, Code)
    end = at + 1
    while together and end < len(spots) and isinstance(spots[end].block, together):
        end += 1
    return end


def _bullets(spots: Sequence[Spot]) -> Group | None:
    """Each list among the texts, with the text before it; one group, of the lists that list parameters."""
    made: list[Group] = []
    at = 0
    while at < len(spots):
        end = at
        while end < len(spots) and _is_item(spots[end]):
            end += 1
        if end > at:
            before = spots[at - 1].block if at else None
            found = bullets.group(spots[at:end], before.text if isinstance(before, Text) else "")
            made.extend([found] if found else [])
        at = max(end, at + 1)
    if not made:
        return None
    if len(made) == 1:
        return made[0]
    entries = tuple(entry for group in made for entry in group.entries)
    return Group(
        entries=entries,
        headings=made[0].headings,
        index=made[0].index,
        shape="bullets",
        parent=made[0].parent,
        taken=frozenset().union(*(group.taken for group in made)),
    )


def _is_item(spot: Spot) -> bool:
    return isinstance(spot.block, Text) and spot.block.kind == "item"


PROSE: tuple[Callable[[Sequence[Spot]], Group | None], ...] = (
    glued.group,
    signature.group,
    stacked.group,
    _bullets,
    paragraphs.group,
)
"""Shapes of runs of text, tried in this order."""
