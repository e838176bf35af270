"""What a gateway says of a broken limit, in our words."""

from __future__ import annotations

TEXTS = {
    "enum": "{path} must be one of the allowed values",
    "format": "{path} is not of the right form",
    "items": "{path} has too few or too many items",
    "length": "{path} is too short or too long",
    "max": "{path} is too large",
    "min": "{path} is too small",
    "null": "{path} must not be null",
    "required": "{path} is required",
    "step": "{path} is between two allowed values",
    "type": "{path} is of the wrong type",
    "unique": "{path} holds an item twice",
    "unknown-key": "{path} is not a known key",
}


def text_of(path: str, limit: str) -> str:
    """``duration must be one of the allowed values``."""
    return TEXTS.get(limit, "{path} is not valid").format(path=path)
