"""Judges requests by a manifest alone, through the oracle, as a mutated gateway must: no schema describes it."""

from __future__ import annotations

from callsheet_conformance.gateways.coercion import coerced
from callsheet_conformance.gateways.limit_text import text_of
from callsheet_conformance.gateways.provider import SHAPES, Breach, Json
from callsheet_conformance.oracle import Oracle


class DataJudge:
    """``DataJudge(model, formats)``; ``formats`` are the manifest's patterns by name."""

    def __init__(self, model: Json, formats: dict[str, str]) -> None:
        self._oracle = Oracle(model=model, formats=formats)
        self._rules = {rule["id"]: rule for rule in model.get("rules", ())}

    def breaches(self, request: Json) -> tuple[Breach, ...]:
        """What the provider says that it refuses: shapes first, then other limits, then rules."""
        lenient = coerced(self._oracle.model, request)
        found = [self._breach(each.id) for each in self._oracle.violations(lenient) if each.error]
        return tuple(sorted(found, key=lambda breach: (not breach.shape, not breach.is_limit)))

    def _breach(self, name: str) -> Breach:
        if (rule := self._rules.get(name)) is not None:
            return Breach(id=name, fields=tuple(rule.get("fields", ())), text=rule["message"])
        path, _, limit = name.rpartition(":")
        return Breach(id=name, fields=(path,), text=text_of(path, limit), shape=limit in SHAPES)
