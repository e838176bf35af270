"""The places that a page's facts stand at, and which of them a spec has settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from callsheet.layers.facts import ModelFacts
from callsheet.layers.place import Place
from callsheet.layers.spec import ModelSpec

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Places:
    """A set of places. Those with a digest are found by it, wherever the page has moved them; others by their path."""

    digests: frozenset[str] = field(default_factory=frozenset)
    paths: dict[str, frozenset[str]] = field(default_factory=dict)
    """Digests (the empty one: none) by path."""

    def __contains__(self, place: Place) -> bool:
        """The same text, or the same path where one side has no digest."""
        if place.digest in self.digests:
            return True
        known = self.paths.get(place.path)
        return known is not None and (not place.digest or "" in known)

    def changed(self, place: Place) -> str:
        """The new digest, where another text stands at the path now, and the old one nowhere."""
        known = self.paths.get(place.path, frozenset()) - {""}
        if not place.digest or place.digest in self.digests or len(known) != 1:
            return ""
        return next(iter(known))


def gather(places: Iterable[Place]) -> Places:
    found = list(places)
    paths: dict[str, frozenset[str]] = {}
    for place in found:
        paths[place.path] = paths.get(place.path, frozenset()) | {place.digest}
    return Places(frozenset(place.digest for place in found if place.digest), paths)


def tidy(facts: ModelFacts) -> ModelFacts:
    """The same facts at places that fit a line."""
    return replace(
        facts,
        parameters=tuple(replace(each, at=_one_line(each.at)) for each in facts.parameters),
        rules=tuple(replace(each, at=_one_line(each.at)) for each in facts.rules),
        prices=tuple(replace(each, at=_one_line(each.at)) for each in facts.prices),
        endpoints=tuple(replace(each, at=_one_line(each.at)) for each in facts.endpoints),
        unclaimed=tuple(replace(each, at=_one_line(each.at)) for each in facts.unclaimed),
    )


def _one_line(place: Place) -> Place:
    seen = "".join(char if char.isprintable() else " " for char in place.path)
    return Place(path=" ".join(seen.split())[:_LONGEST] or "page", digest=place.digest)


def of_page(facts: ModelFacts) -> Places:
    """All places that the page's facts and unclaimed sentences stand at."""
    return gather(all_places(facts))


def all_places(facts: ModelFacts) -> Iterator[Place]:
    yield from (each.at for each in facts.parameters)
    yield from (each.at for each in facts.rules)
    yield from (each.at for each in facts.prices)
    yield from (each.at for each in facts.endpoints)
    yield from (each.at for each in facts.unclaimed)


def of_rules(spec: ModelSpec) -> Places:
    """Sentences that the spec has made into a rule or need, or waived."""
    return gather(_settled(spec))


def _settled(spec: ModelSpec) -> Iterator[Place]:
    for at in [*(each.at for each in (*spec.rules, *spec.needs)), *(each.at for each in spec.waivers)]:
        if at:
            yield Place.parse(at)
