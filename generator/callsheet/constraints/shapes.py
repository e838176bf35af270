"""JSON Schema of the pieces that kinds share."""

from __future__ import annotations

from typing import Final

from callsheet.layers.facts import Json

CONDITION: Final[dict[str, Json]] = {"$ref": "#/$defs/condition"}
TERM: Final[dict[str, Json]] = {"$ref": "#/$defs/term"}
NAME: Final[dict[str, Json]] = {"type": "string", "minLength": 1}
NAMES: Final[dict[str, Json]] = {"type": "array", "items": NAME, "minItems": 1}
CHOICES: Final[dict[str, Json]] = {"type": "array", "items": {"anyOf": [NAME, CONDITION]}, "minItems": 2}
BOUNDS: Final[dict[str, Json]] = {
    "type": "array",
    "items": {"type": ["number", "null"]},
    "minItems": 2,
    "maxItems": 2,
}
_SCALAR: Final[dict[str, Json]] = {"type": ["string", "number", "boolean"]}
_COUNT: Final[dict[str, Json]] = {
    "type": "object",
    "properties": {"min": {"type": "integer", "minimum": 0}, "max": {"type": "integer", "minimum": 0}},
    "additionalProperties": False,
    "minProperties": 1,
}
_TESTS: Final[dict[str, Json]] = {
    "above": {"type": "number"},
    "below": {"type": "number"},
    "contains": {"type": "array", "items": _SCALAR, "minItems": 1},
    "items": _COUNT,
    "length": _COUNT,
    "max": {"type": "number"},
    "min": {"type": "number"},
    "not": {"$ref": "#/$defs/literal"},
    "sent": {"type": "boolean"},
}

DEFINITIONS: Final[dict[str, Json]] = {
    "condition": {
        "type": "object",
        "properties": {
            "$all": {"type": "array", "items": CONDITION, "minItems": 1},
            "$any": {"type": "array", "items": CONDITION, "minItems": 1},
            "$not": CONDITION,
        },
        "additionalProperties": {"$ref": "#/$defs/literal"},
    },
    "literal": {
        "anyOf": [
            _SCALAR,
            {"type": "array", "items": _SCALAR, "minItems": 1},
            {"type": "object", "properties": _TESTS, "additionalProperties": False, "minProperties": 1},
        ]
    },
    "term": {
        "anyOf": [
            {"type": "number"},
            NAME,
            {
                "type": "object",
                "properties": {
                    "items": NAME,
                    "length": NAME,
                    **{op: {"type": "array", "items": TERM, "minItems": 2, "maxItems": 2} for op in "*+-/"},
                },
                "additionalProperties": False,
                "minProperties": 1,
                "maxProperties": 1,
            },
        ]
    },
}
