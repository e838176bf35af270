"""Digests filled in where ``at`` has none, and paths corrected where a page has moved a sentence unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from callsheet.draft.layout import Quoted, word
from callsheet.draft.node import ListNode, MapNode, Node, ScalarNode
from callsheet.draft.splice import Edit
from callsheet.draft.update import places
from callsheet.layers.facts import ModelFacts
from callsheet.layers.place import Place


@dataclass(slots=True, kw_only=True)
class NewPlaces:
    edits: list[Edit] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def new_places(root: MapNode, facts: ModelFacts, reaffirmed: Mapping[str, Place]) -> NewPlaces:
    """Of rules, needs, prices and waivers; parameters are placed as they are compared.

    ``reaffirmed`` has the new places of what a reworded sentence still says: rules by id, rows by ``2026-06-17/rows/0``.
    """
    out = NewPlaces()
    page = places.of_page(facts)
    by_digest = {place.digest: place for place in places.all_places(facts)}
    for name, node in _ats(root):
        place = Place.parse(str(node.value))
        found = reaffirmed.get(name.partition("/")[2]) or _found(place, page, by_digest)
        if found is not None and found != place:
            out.edits.append(Edit(start=node.start, end=node.end, text=word(Quoted(found))))
            out.changes.append(f"{name}: place on the page noted")
    return out


def _found(place: Place, page: places.Places, by_digest: dict[str, Place]) -> Place | None:
    if place.digest:
        is_moved = place.digest in page.digests and place.digest not in page.paths.get(place.path, ())
        return by_digest[place.digest] if is_moved else None
    known = page.paths.get(place.path, frozenset()) - {""}
    return Place(path=place.path, digest=next(iter(known))) if len(known) == 1 else None


def _ats(root: MapNode) -> Iterator[tuple[str, ScalarNode]]:
    for section in ("rules", "needs", "prices", "waivers"):
        entries = root.get(section)
        for number, each in enumerate(entries.items if isinstance(entries, ListNode) else ()):
            yield from _ats_of(each, f"{section}/{_name(each, number)}")


def _ats_of(node: Node, name: str) -> Iterator[tuple[str, ScalarNode]]:
    if not isinstance(node, MapNode):
        return
    at = node.get("at")
    if isinstance(at, ScalarNode):
        yield name, at
    for key in ("rows", "quantities"):
        rows = node.get(key)
        for number, row in enumerate(rows.items if isinstance(rows, ListNode) else ()):
            yield from _ats_of(row, f"{name}/{key}/{number}")


def _name(node: Node, number: int) -> str:
    named = node.get("id") or node.get("since") if isinstance(node, MapNode) else None
    return str(named.value) if isinstance(named, ScalarNode) else str(number)
