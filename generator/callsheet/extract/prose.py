"""The words of a page outside its parameter lists, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from callsheet.extract.draft import Draft
from callsheet.extract.outline import Spot
from callsheet.extract.rules import Sentence
from callsheet.extract.rules.lead import Leads
from callsheet.extract.rules.normative import is_prose
from callsheet.layers.document import Field, Table, Text
from callsheet.layers.facts import Json
from callsheet.layers.place import Place, digest_of


def sentences_of(
    spots: Sequence[Spot], taken: frozenset[int], front: Mapping[str, Json]
) -> Iterator[tuple[Spot | None, Sentence]]:
    """Every text, and every row of other tables, that no list of parameters holds. A bullet comes with its lead's headings."""
    said = front.get("description")
    if isinstance(said, str) and said:
        yield None, Sentence(text=said, at=Place(path="front matter/description", digest=digest_of(said)))
    leads = Leads()
    for spot in spots:
        block = spot.block
        depth = block.depth + 1 if isinstance(block, Text) and block.kind == "item" else 0
        lead = leads.over(block.text if isinstance(block, Text) else "", depth)
        if spot.index in taken:
            continue
        if isinstance(block, Text):
            yield spot, Sentence(text=block.text, at=block.at, section=spot.headings, lead=lead)
        elif isinstance(block, Field) and block.text:
            yield spot, Sentence(text=block.text, at=block.at, section=(*spot.headings, block.name))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    if is_prose(cell):
                        yield spot, Sentence(text=cell, at=row.at, section=spot.headings)


def set_aside(spots: Sequence[Spot], taken: frozenset[int], priced: Sequence[Place]) -> Iterator[str]:
    """A note for each table that holds neither parameters nor prices: where, how many rows, below which heading."""
    places = set(priced)
    for spot in spots:
        block = spot.block
        if (
            isinstance(block, Table)
            and spot.index not in taken
            and not any(row.at in places for row in block.rows)
        ):
            yield f"{block.at.path}: {len(block.rows)} rows are no parameters ({spot.part or 'other'})"


def owner(spot: Spot | None, drafts: Sequence[Draft]) -> Draft:
    """The draft that a text belongs to: in its region, under the headings of its lists; else the first."""
    if len(drafts) == 1:
        return drafts[0]
    best, score = drafts[0], -1
    for draft in drafts:
        if spot is None or (draft.region and not draft.region[0] <= spot.index < draft.region[1]):
            continue
        shared = max((_shared(spot.headings, headings) for headings in draft.headings), default=0)
        if shared > score:
            best, score = draft, shared
    return best


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
