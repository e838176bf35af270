"""Drafts of the models whose parameters a page lists in tables, bullets and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from callsheet.extract.draft import Draft
from callsheet.extract.entry import Group
from callsheet.extract.interpret import interpret
from callsheet.extract.models import Slot
from callsheet.extract.nesting import paths_of
from callsheet.extract.rules import Sentence
from callsheet.layers.facts import Json, ParameterFact, Unclaimed

_TELLING: Final = (
    "type",
    "default",
    "enum",
    "min",
    "max",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
)


def drafts_of(slots: Sequence[Slot], body: Mapping[str, Json], identities: Sequence[str]) -> Iterator[Draft]:
    """One draft a slot. A name that is listed twice keeps its first reading, filled up from the second."""
    for slot in slots:
        if not slot.groups:
            continue
        draft = Draft(
            id=slot.id,
            title=slot.title,
            region=(slot.start, slot.end),
            headings=list(dict.fromkeys(group.headings for group in slot.groups)),
        )
        named = [slot.id] if slot.id else list(identities)
        facts: dict[str, ParameterFact] = {}
        sections = {entry.at.path: group.headings for group in slot.groups for entry in group.entries}
        for path, entry in paths_of(slot.groups, body):
            reading = interpret(entry, path, named)
            known = facts.get(path)
            facts[path] = filled(known, reading.fact) if known else reading.fact
            draft.unclaimed.extend(_again(known, reading.fact) if known else ())
            draft.described[path] = "\n".join(
                text for text in (draft.described.get(path, ""), reading.prose) if text
            )
            if reading.prose:
                section = sections.get(entry.at.path, ())
                draft.sentences.append(
                    Sentence(
                        text=reading.prose, at=entry.at, subject=path, section=section, claims=reading.claims
                    )
                )
        draft.parameters.extend(facts.values())
        draft.unclaimed.extend(_dropped(slot.groups))
        yield draft


def _again(first: ParameterFact, second: ParameterFact) -> Iterator[Unclaimed]:
    """A name that is listed again in the same list, and otherwise: a person must say which row holds."""
    pairs = {key: (getattr(first, key), getattr(second, key)) for key in _TELLING}
    other = [
        key
        for key, (one, two) in pairs.items()
        if one is not None and two is not None and not _same(one, two)
    ]
    is_beside = first.at.path.rpartition("/")[0] == second.at.path.rpartition("/")[0]
    if other and is_beside:
        because = f"lists {first.name} again, with another {' and another '.join(other)}"
        yield Unclaimed(at=second.at, text=first.name, because=because)


def _same(one: object, two: object) -> bool:
    """The order of values says nothing."""
    return (
        set(map(repr, one)) == set(map(repr, two))
        if isinstance(one, tuple) and isinstance(two, tuple)
        else one == two
    )


def filled(first: ParameterFact, second: ParameterFact) -> ParameterFact:
    """The first reading, with what only the second says."""
    more = {
        key: getattr(second, key)
        for key in (
            "default",
            "enum",
            "min",
            "max",
            "min_length",
            "max_length",
            "min_items",
            "max_items",
            "above",
            "below",
            "step",
            "format",
            "title",
        )
        if getattr(first, key) is None and getattr(second, key) is not None
    }
    return replace(first, **more, required=first.required or second.required)


def _dropped(groups: Sequence[Group]) -> Iterator[Unclaimed]:
    for group in groups:
        for at, text in group.dropped:
            if text.strip(" |-—"):
                yield Unclaimed(
                    at=at, text=text, because="a row of a parameter table without a name that could be one"
                )
