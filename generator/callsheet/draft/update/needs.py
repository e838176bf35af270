"""What a page says of accounts and plans, as needs: reported with every request that it is about, never checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callsheet.constraints import ConstraintError, condition
from callsheet.constraints.paths import paths_of
from callsheet.draft.update import places
from callsheet.draft.update.ids import rule_id, unique
from callsheet.layers.facts import ModelFacts, RuleFact
from callsheet.layers.model import Parameter
from callsheet.layers.place import Place
from callsheet.layers.spec import ModelSpec, NeedSpec


@dataclass(slots=True, kw_only=True)
class NewNeeds:
    """What to append, as entries; and the places of needs whose reworded sentence still says them, by id."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    reaffirmed: dict[str, Place] = field(default_factory=dict)


def new_needs(spec: ModelSpec, facts: ModelFacts, parameters: Mapping[str, Parameter]) -> NewNeeds:
    """One need for each parameter that an account must be allowed to use, and that no need is about yet."""
    out = NewNeeds()
    known = {name: need for need in spec.needs for name in _names(need.when, parameters)}
    settled, taken = (
        places.of_rules(spec),
        {each.id for each in spec.needs} | {each.id for each in spec.rules},
    )
    asked: set[str] = set()
    for fact in facts.rules:
        if fact.kind != "account":
            continue
        _reaffirm(fact, known, out)
        names = [
            each for each in fact.fields if each in parameters and each not in known and each not in asked
        ]
        for name in names if fact.at not in settled else ():
            asked.add(name)
            out.entries.append(_entry(parameters[name], fact.at, taken))
    return out


def _reaffirm(fact: RuleFact, known: Mapping[str, NeedSpec], out: NewNeeds) -> None:
    for need in [known[name] for name in fact.fields if name in known]:
        before = Place.parse(need.at)
        if before.path == fact.at.path and before.digest not in ("", fact.at.digest):
            out.reaffirmed[need.id] = fact.at


def _entry(parameter: Parameter, at: Place, taken: set[str]) -> dict[str, Any]:
    stem = rule_id({"forbid": {parameter.path: True}}, ())
    id_ = unique(f"{stem}-access", taken)
    taken.add(id_)
    when = {parameter.path: True if parameter.type == "boolean" else {"sent": True}}
    return {
        "id": id_,
        "when": when,
        "summary": f"The account needs access to {parameter.path}.",
        "at": str(at),
    }


def _names(when: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    try:
        return paths_of(condition(when, parameters))
    except ConstraintError:
        return ()
