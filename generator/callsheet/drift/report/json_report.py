"""A change as JSON."""

from __future__ import annotations

from callsheet.layers.change import Change
from callsheet.layers.facts import Json


def as_json(change: Change) -> dict[str, Json]:
    """All of it but a page's own sentence, which is for the screen alone."""
    found: dict[str, Json] = {
        "code": change.code,
        "effect": change.effect,
        "subject": change.subject,
        "path": change.path,
        "message": change.message,
        "old": change.old,
        "new": change.new,
        "at": change.at or None,
        "witness": dict(change.witness) if change.witness is not None else None,
    }
    return {key: value for key, value in found.items() if value is not None}
