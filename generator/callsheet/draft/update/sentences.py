"""Normative sentences that ended neither as a fact nor as a rule, and that nobody has waived."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import warning
from callsheet.draft.update import places
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts
from callsheet.layers.spec import ModelSpec


def open_sentences(spec: ModelSpec, facts: ModelFacts) -> Iterator[Diagnostic]:
    """CU105; the sentence itself is the page's, so only its place and the reason are told."""
    settled = places.of_rules(spec)
    for each in facts.unclaimed:
        if each.at not in settled:
            hint = "make it a rule with this place, or waive it with a reason"
            yield warning(
                "CU105", f"{spec.page}: {each.at}", f"a sentence is not understood: {each.because}", hint
            )
