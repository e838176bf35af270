"""A page's facts worked into a spec: what people wrote stays, to the byte; what they must judge is reported.

The digest in every ``at`` is the third side of the merge: it tells the text that a person has looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from callsheet.draft.amend import behind
from callsheet.draft.dump import SECTIONS, entry, section
from callsheet.draft.layout import Quoted, members
from callsheet.draft.load import load
from callsheet.draft.marks import CONFLICTS, marked, unmarked
from callsheet.draft.node import MapNode, data_of
from callsheet.draft.schema.pieces import MODEL
from callsheet.draft.splice import Edit, splice
from callsheet.draft.text import decode
from callsheet.draft.tree import compose
from callsheet.draft.update import places
from callsheet.draft.update.cover import parameters_of
from callsheet.draft.update.needs import new_needs
from callsheet.draft.update.parameters import new_parameters
from callsheet.draft.update.placing import new_places
from callsheet.draft.update.prices import new_prices
from callsheet.draft.update.rules import changed_rules, new_rules
from callsheet.draft.update.sentences import open_sentences
from callsheet.draft.written import literals
from callsheet.layers.facts import ModelFacts
from callsheet.layers.spec import Update

__all__ = ["update"]


def update(text: str | None, facts: ModelFacts, *, page: str, file: str, on: date) -> Update:
    """The spec's new text. ``text`` is the present one, None for a new spec.

    ``page`` is the key of the provider's pages, ``file`` is for messages, ``on`` dates new prices.
    Values that people wrote are not touched: an entry with ``page_says`` or ``because``, or one whose place on the
    page still has the text that they looked at. What is left to them is marked in the text, until it is settled.
    Raises CallsheetError where the present text does not load.
    """
    facts = places.tidy(facts)
    done = _updated(_skeleton(facts, page) if text is None else unmarked(decode(text, file)), facts, file, on)
    if text is not None and not any(each.code in CONFLICTS for each in done.diagnostics):
        return done
    left = _updated(done.text, facts, file, on).diagnostics
    return replace(done, text=marked(done.text, left, file))


def _updated(old: str, facts: ModelFacts, file: str, on: date) -> Update:
    spec, root = load(old, file), compose(old, file)
    parameters = new_parameters(old, root, spec, facts)
    every = (*spec.parameters, *parameters.added.values())
    names = frozenset(each.path for each in every)
    known = parameters_of(every)
    rules, needs = new_rules(spec, facts, known), new_needs(spec, facts, known)
    reaffirmed = {**rules.reaffirmed, **needs.reaffirmed}
    prices = new_prices(spec, facts, on, known)
    placed = new_places(root, facts, {**reaffirmed, **prices.reaffirmed})
    additions: dict[str, list[Any]] = {
        "rules": [_entry(each, names) for each in rules.entries],
        "needs": [_entry(each, names) for each in needs.entries],
        "prices": [prices.table] if prices.table else [],
    }
    new = splice(old, [*parameters.edits, *placed.edits, *_appended(old, root, additions)])
    load(new, file)
    return Update(
        text=new,
        changes=(*parameters.changes, *placed.changes, *_told(additions)),
        diagnostics=(
            *parameters.findings,
            *rules.findings,
            *changed_rules(spec, facts, reaffirmed),
            *prices.findings,
            *open_sentences(spec, facts),
        ),
    )


def _skeleton(facts: ModelFacts, page: str) -> str:
    """The least that loads; its model is the page's where the page names none that can be an id."""
    id_ = facts.id if facts.id and re.match(MODEL, facts.id) else page
    title = " ".join((facts.title or "").split())
    head = {"model": id_, **({"title": title} if title else {}), "page": page}
    return "\n".join([*members(head), "", "parameters: {}", ""])


def _entry(entry: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    body = {
        key: value for key, value in entry.items() if key not in ("id", "at", "summary", "because", "basis")
    }
    return {**entry, **literals(body, names), "at": Quoted(entry["at"])}


def _appended(text: str, root: MapNode, additions: Mapping[str, Sequence[Any]]) -> list[Edit]:
    """New items at the end of their sections; a section that is not there comes where the house has it."""
    edits: list[Edit] = []
    for key, values in additions.items():
        found = root.members.get(key)
        if not values:
            continue
        if found is None:
            edits.append(behind(text, _before(root, key), ["", *section(key, values)]))
        elif found[1].flow:
            old: Any = data_of(found[1])
            lines = section(key, [*old, *values])
            edits.append(Edit(start=found[0].start, end=found[1].end, text="\n".join(lines)))
        else:
            edits.append(behind(text, found[1], [line for value in values for line in entry(key, value)]))
    return edits


def _before(root: MapNode, key: str) -> Any:
    """The node of the last section that stands before this one."""
    earlier = [name for name in SECTIONS[: SECTIONS.index(key)] if name in root.members]
    return root.members[earlier[-1]][1]


def _told(additions: Mapping[str, Sequence[Any]]) -> list[str]:
    return [
        f"{key}/{value.get('id', value.get('since'))}: added"
        for key, values in additions.items()
        for value in values
    ]
