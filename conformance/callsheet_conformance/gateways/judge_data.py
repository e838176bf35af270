"""Judges requests by a manifest alone, as a mutated gateway must: limits as a schema of ours, rules as expressions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from callsheet_conformance.gateways.expression import Request, holds
from callsheet_conformance.gateways.judge_schema import SchemaJudge
from callsheet_conformance.gateways.provider import Breach, Json

STATED = ("documented", "elsewhere")
"""Whose word makes a gateway refuse."""
KEYWORDS = {
    "enum": "enum", "minimum": "minimum", "maximum": "maximum", "above": "exclusiveMinimum",
    "below": "exclusiveMaximum", "step": "multipleOf", "min_length": "minLength", "max_length": "maxLength",
    "min_items": "minItems", "max_items": "maxItems", "unique_items": "uniqueItems",
}  # fmt: skip
"""Limits of the manifest as keywords of JSON Schema."""


class DataJudge:
    """``DataJudge(model, formats)``; ``formats`` are the manifest's patterns by name."""

    def __init__(self, model: Json, formats: dict[str, str]) -> None:
        self._model = model
        self._formats = formats
        self._limits = SchemaJudge(self._object(model["parameters"]))

    def breaches(self, request: Json) -> tuple[Breach, ...]:
        """Broken limits, then broken rules."""
        seen = Request(self._model["parameters"], request)
        rules = [
            rule
            for rule in self._model.get("rules", ())
            if _is_stated(rule) and holds(rule["violation"], seen)
        ]
        found = [Breach(id=r["id"], fields=tuple(r.get("fields", ())), text=r["message"]) for r in rules]
        return (*self._limits.breaches(request), *found)

    def _object(self, parameters: list[Json]) -> Json:
        stated = [each for each in parameters if each.get("basis", "documented") in STATED]
        known = {_key(each): self._value(each) if each in stated else {} for each in parameters}
        closed = self._model.get("unknown_keys") in STATED
        required = [_key(each) for each in stated if each.get("required")]
        return {
            "type": "object",
            "properties": known,
            "required": required,
            "additionalProperties": not closed,
        }

    def _value(self, parameter: Json) -> Json:
        kind = "string" if parameter["type"] == "file" else parameter["type"]
        schema: Json = {"type": kind}
        schema |= {
            word: _plain(parameter[name])
            for name, word in KEYWORDS.items()
            if parameter.get(name) is not None
        }
        if "format" in parameter:
            schema["pattern"] = self._formats[parameter["format"]]
        if "item" in parameter:
            schema["items"] = self._value(parameter["item"])
        if parameter.get("members"):
            schema |= self._object(parameter["members"])
        return _with_markers(parameter, schema)


def _with_markers(parameter: Json, schema: Json) -> Json:
    markers = [*parameter.get("unset", ()), *([None] if parameter.get("nullable") else [])]
    if parameter.get("required"):
        return {**schema, "not": {"enum": markers}} if markers else schema
    return {"anyOf": [schema, {"enum": markers}]} if markers else schema


def _is_stated(rule: Json) -> bool:
    return rule.get("effect", "refused") == "refused" and rule.get("basis", "documented") in STATED


def _key(parameter: Json) -> str:
    return str(parameter["path"].rpartition(".")[2])


def _plain(value: Any) -> Any:
    """Without Decimals, which the validator does not take."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
