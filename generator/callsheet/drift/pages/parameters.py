"""Parameters of one model on two versions of its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key, by_likeness
from callsheet.drift.shape import LIKENESS, likeness, of_facts
from callsheet.layers.change import Change
from callsheet.layers.facts import ModelFacts
from callsheet.layers.place import Place

CODES: Final = {
    "type": "CP113",
    "required": "CP114",
    "default": "CP115",
    "values": "CP116",
    "limit": "CP117",
    "media": "CP118",
}


def parameters(subject: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    """A name that stands in several lists is first sought in its own."""
    before, now = of_facts(old.parameters), of_facts(new.parameters)
    placed = by_key(before, now, lambda each: (each.path, Place.parse(each.at).path))
    named = by_key(placed.gone, placed.new, lambda each: each.path)
    rest = by_likeness(named.gone, named.new, likeness, LIKENESS)
    for a, b in rest.both:
        yield subject.renamed("CP112", a, b)
    for a, b in sorted((*placed.both, *named.both, *rest.both), key=lambda pair: pair[1].rank):
        yield from subject.stepped(CODES, a, b)
    yield from (subject.added("CP110", each) for each in rest.new)
    yield from (subject.removed("CP111", each) for each in rest.gone)
    yield from _lost(subject, old, new)


def _lost(subject: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    """What the page announces and gives no more."""
    known = {(each.name, key) for each in old.parameters for key in each.lost}
    for each in new.parameters:
        for key in each.lost:
            if (each.name, key) not in known:
                message = f"{each.name}: the page announces its {key} and gives none"
                path = f"parameters/{each.name}/{key}"
                yield subject.change("CP119", "unclear", path, message, at=str(each.at))
