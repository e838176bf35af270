"""Defaults that collide: with each other, or with a single value that somebody sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.constraints.kleene import Facts, Known, Mark, evaluate
from callsheet.constraints.mend import omitted
from callsheet.layers.model import Model, Rule
from callsheet.layers.rule import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """Sending ``path`` with ``value`` and nothing else optional always breaks ``rule``; no path: nothing at all."""

    rule: str
    path: str = ""
    value: Scalar | None = None


def colliding_defaults(model: Model) -> tuple[Collision, ...]:
    """In the order of the rules; a rule that the defaults alone break is named once."""
    resting = _resting(model)
    return tuple(found for rule in model.rules if rule.is_error for found in _of(rule, model, resting))


def _of(rule: Rule, model: Model, resting: Facts) -> Iterator[Collision]:
    defaulted = {
        path for path in rule.fields if path in resting and resting[path].value is not Mark.UNDEFINED
    }
    if evaluate(rule.violation, resting):
        if defaulted:
            yield Collision(rule=rule.id)
        return
    for path in (path for path in rule.fields if path in resting and defaulted - {path}):
        for value in _values(model, path):
            only: Facts = {path: Known(sent=True, value=value)}
            if evaluate(rule.violation, {**resting, **only}) and evaluate(rule.violation, only) is None:
                yield Collision(rule=rule.id, path=path, value=value)


def _resting(model: Model) -> Facts:
    """What is known when nothing optional is sent; what must be sent may be anything."""
    parameters = model.at_path()
    free = (p for p in model.walk() if "[]" not in p.path)
    return {
        p.path: omitted(p) for p in free if not (p.required and p.path.rpartition(".")[0] not in parameters)
    }


def _values(model: Model, path: str) -> tuple[Scalar, ...]:
    parameter = model.at_path()[path]
    values = (True, False) if parameter.type == "boolean" else parameter.enum
    return tuple(value for value in values if value != parameter.default)
