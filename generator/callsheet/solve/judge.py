"""The verdict on a concrete request: which limits and rules it breaks, which advice it meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.constraints.kleene import evaluate
from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve.limits import broken_limits
from callsheet.solve.requests import facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``Judgement(errors=("hdr-not-540p",), warnings=(), advice=())``: ids in the model's order, limits first."""

    errors: tuple[str, ...]
    """Limits, and rules that the provider itself states."""
    warnings: tuple[str, ...]
    """Rules of another basis that refuse."""
    advice: tuple[str, ...]
    """Rules by which something is ignored or forced."""

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @property
    def refusing(self) -> tuple[str, ...]:
        """Errors and warnings: everything that somebody says is refused."""
        return (*self.errors, *self.warnings)


def judge(model: Model, request: Mapping[str, Json]) -> Judgement:
    """All that is wrong with ``request``, whatever JSON object it is."""
    seen = facts(model, request)
    met = [rule for rule in model.rules if evaluate(rule.violation, seen)]
    errors = tuple(rule.id for rule in met if rule.is_error)
    warnings = tuple(rule.id for rule in met if rule.effect == "refused" and not rule.is_error)
    advice = tuple(rule.id for rule in met if rule.effect != "refused")
    return Judgement(errors=(*broken_limits(model, request), *errors), warnings=warnings, advice=advice)
