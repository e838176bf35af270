"""Rules of one model on two versions of its page, compared by what they forbid, not by how it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key
from callsheet.layers.change import Change, Effect
from callsheet.layers.facts import ModelFacts, RuleFact

_SILENT: Final = frozenset({"other"})
"""Sentences about transport or accounts at large: understood as none of a request's business."""


def rules(subject: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    before = {meaning(each): each for each in old.rules if each.kind not in _SILENT}
    now = {meaning(each): each for each in new.rules if each.kind not in _SILENT}
    gone = [each for key, each in before.items() if key not in now]
    fresh = [each for key, each in now.items() if key not in before]
    pairs = by_key(gone, fresh, lambda each: (each.kind, frozenset(_fields(each)), each.field))
    for a, b in pairs.both:
        message = f"a rule says another thing now: {b.says}; it was: {a.says}"
        path = f"rules/{_name(b)}"
        yield subject.change(
            "CP122", _effect(b, added=True), path, message, old=a.says, new=b.says, at=str(b.at)
        )
    for each in pairs.new:
        message = f"a new rule: {each.says}"
        effect = _effect(each, added=True)
        yield subject.change("CP120", effect, f"rules/{_name(each)}", message, new=each.says, at=str(each.at))
    for each in pairs.gone:
        message = f"a rule is gone: {each.says}"
        effect = _effect(each, added=False)
        yield subject.change("CP121", effect, f"rules/{_name(each)}", message, old=each.says, at=str(each.at))


def meaning(rule: RuleFact) -> str:
    """One text for all ways to write the same rule."""
    literals = sorted(json.dumps(_literal(each), sort_keys=True) for each in rule.all)
    gist = "" if rule.all else rule.says
    return json.dumps([rule.kind, literals, rule.field, rule.value, sorted(rule.fields), gist], default=str)


def _literal(literal: Any) -> Any:
    """``x = 1`` is ``x in [1]``; the order of values and of fields says nothing."""
    if not isinstance(literal, list) or len(literal) != 3:
        return literal
    left, op, right = literal
    if isinstance(left, list) and len(left) == 2 and isinstance(left[1], list):
        left = [left[0], sorted(left[1], key=str)]
    if op == "=":
        return [left, "in", [right]]
    if op == "in" and isinstance(right, list):
        return [left, "in", sorted(right, key=json.dumps)]
    return [left, op, right]


def _fields(rule: RuleFact) -> tuple[str, ...]:
    return tuple(sorted(set(rule.fields)))


def _name(rule: RuleFact) -> str:
    return "-".join((rule.kind, *_fields(rule)))


def _effect(rule: RuleFact, *, added: bool) -> Effect:
    if rule.kind != "forbid":
        return "unclear"
    return "breaking" if added else "additive"
