"""The kinds of faults: one row each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.error import UnknownMutationError
from callsheet_conformance.mutate import gateway, limits, rules
from callsheet_conformance.mutate.mutant import Kind, Mutant

KINDS: Final[dict[str, Kind]] = {
    "rule dropped": rules.rules_dropped,
    "refusal made late": rules.refusals_late,
    "bound moved": limits.bounds_moved,
    "limit dropped": limits.limits_dropped,
    "required or not": limits.required_changed,
    "enum value added": limits.values_added,
    "enum value removed": limits.values_removed,
    "default changed": limits.defaults_changed,
    "type loosened": limits.types_loosened,
    "unknown key": limits.unknown_keys,
    "valid pair refused": rules.pairs_refused,
    "valid triple refused": rules.triples_refused,
    "every triple refused": rules.every_triple_refused,
    "status misspelled": gateway.statuses_misspelled,
    "price changed": gateway.prices_changed,
}

UNASKED: Final = ("every triple refused",)
"""Kinds that are left out unless asked for: a sample of them is a kind of its own."""


def mutants(subject: Subject, beside: tuple[Subject, ...], kinds: tuple[str, ...] = ()) -> Iterator[Mutant]:
    """All faults of one model that change anything, each once."""
    for kind in kinds or [each for each in KINDS if each not in UNASKED]:
        for mutation in dict.fromkeys(KINDS[kind](subject, beside)):
            found = Mutant(kind=kind, subject=subject.name, mutation=mutation)
            try:
                found.model(subject)
            except UnknownMutationError:
                continue  # no fault at all, such as a default changed to what it is
            yield found
