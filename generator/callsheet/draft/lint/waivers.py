"""Waivers that waive nothing."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import warning
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts
from callsheet.layers.place import Place
from callsheet.layers.spec import ModelSpec


def lint_waivers(spec: ModelSpec, facts: ModelFacts | None) -> Iterator[Diagnostic]:
    """CL011 a rule stands on the same sentence, CL012 waived twice, CL013 the page has no such open sentence."""
    claimed = {**{each.at: each.id for each in spec.needs}, **{each.at: each.id for each in spec.rules}}
    unclaimed = None if facts is None else {each.at.digest for each in facts.unclaimed}
    seen: set[str] = set()
    for waiver in spec.waivers:
        where = waiver.source.value("at")
        if waiver.at in claimed:
            yield warning(
                "CL011", where, f"{claimed[waiver.at]} stands on this sentence", "drop the waiver or the rule"
            )
        if waiver.at in seen:
            yield warning("CL012", where, "waived twice", "drop one")
        seen.add(waiver.at)
        digest = Place.parse(waiver.at).digest
        if unclaimed is not None and digest and digest not in unclaimed:
            hint = "drop the waiver, or read the sentence again"
            yield warning("CL013", where, "the page has no such open sentence any more", hint)
