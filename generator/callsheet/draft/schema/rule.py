"""JSON Schema of rules and needs; what each kind may hold comes from the table of constraint kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from callsheet.constraints import KINDS, Kind
from callsheet.constraints.shapes import DEFINITIONS
from callsheet.draft.schema.pieces import CONDITION, ID, STATED, SUMMARY, Schema, entry, word

OWN: Final[Schema] = {"id": word(ID, "Unique in the model."), "summary": SUMMARY, **STATED}
"""What every rule may have besides its kind's keys."""

NEED: Final[Schema] = entry(
    {"id": OWN["id"], "when": CONDITION, "summary": SUMMARY, **STATED}, "id", "when", "summary"
)


def rule() -> Schema:
    """One entry of ``rules``: an id, the keys of exactly one kind, and what may stand on any rule."""
    keys: Schema = {key: {} for kind in KINDS.values() for key in kind.keys}
    return {
        **entry({**OWN, **keys}, "id"),
        "oneOf": [{"required": [kind.keys[0]]} for kind in KINDS.values()],
        "allOf": [_kind(kind) for kind in KINDS.values()],
    }


def definitions() -> Schema:
    """Conditions, literals and terms."""
    return dict(DEFINITIONS)


def kind_keys(kinds: Iterable[Kind]) -> list[str]:
    """The keys that tell the kind."""
    return [kind.keys[0] for kind in kinds]


def _kind(kind: Kind) -> Schema:
    return {
        "if": {"required": [kind.keys[0]]},
        "then": {
            "title": kind.name,
            "properties": dict(kind.schema),
            "propertyNames": {"enum": [*OWN, *kind.keys]},
            "required": list(kind.required),
        },
    }
