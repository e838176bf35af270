"""JSON Schema of ``rules:`` in a spec, put together from the kinds' own fragments."""

from __future__ import annotations

from callsheet.constraints.kind import Kind
from callsheet.constraints.kinds import KINDS
from callsheet.constraints.shapes import DEFINITIONS
from callsheet.layers.facts import Json

_META: dict[str, Json] = {
    "at": {"type": "string"},
    "basis": {"enum": ["documented", "elsewhere", "upstream", "inferred"]},
    "because": {"type": "string"},
    "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "page_says": True,
    "summary": {"type": "string"},
}


def rule_schema() -> dict[str, Json]:
    """Schema of one rule; its references want ``definitions()`` under ``$defs``."""
    return {"type": "object", "anyOf": [_of(kind) for kind in KINDS.values()]}


def definitions() -> dict[str, Json]:
    """``condition``, ``literal`` and ``term``, for ``$defs``."""
    return dict(DEFINITIONS)


def _of(kind: Kind) -> dict[str, Json]:
    return {
        "title": kind.name,
        "properties": {**_META, **kind.schema},
        "required": ["id", *kind.required],
        "additionalProperties": False,
    }
