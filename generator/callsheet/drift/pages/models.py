"""Which model of the old page is which of the new one."""

from __future__ import annotations

from callsheet.drift.pairing import Pairs, alike, by_key, by_likeness
from callsheet.layers.facts import ModelFacts

_LEAST = 0.5
"""Share of parameters in common from which on a model counts as renamed."""

Renamed = tuple[tuple[ModelFacts, ModelFacts], ...]


def paired(old: tuple[ModelFacts, ...], new: tuple[ModelFacts, ...]) -> tuple[Pairs[ModelFacts], Renamed]:
    """Pairs, and those among them whose id is another now. A page's one nameless model is its one model."""
    same = by_key(old, new, lambda each: (each.id, None if each.id else each.title))
    rest = by_likeness(same.gone, same.new, _likeness, _LEAST)
    renamed = tuple((a, b) for a, b in rest.both if a.id and b.id and a.id != b.id)
    pairs = Pairs(both=(*same.both, *rest.both), gone=rest.gone, new=rest.new)
    return pairs, renamed


def _likeness(old: ModelFacts, new: ModelFacts) -> float:
    mine, other = {each.name for each in old.parameters}, {each.name for each in new.parameters}
    every = mine | other
    if not every:
        return alike(old.title or "", new.title or "") if old.title and new.title else 0.0
    bonus = 0.2 if old.title and old.title == new.title else 0.0
    return len(mine & other) / len(every) + bonus
