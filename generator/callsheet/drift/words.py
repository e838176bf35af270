"""Values and differences in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from callsheet.layers.facts import Json
from callsheet.layers.place import digest_of

NAMES = {
    "min": "least value", "max": "greatest value", "above": "lower bound", "below": "upper bound", "step": "step",
    "min_length": "least length", "max_length": "greatest length", "min_items": "least item count",
    "max_items": "greatest item count", "format": "format",
}  # fmt: skip
_LONGEST = 60
_SENTENCE = 7
"""Words from which on a text is a page's sentence, told by its digest alone: changes go into files that we keep."""


def value(of: Any) -> str:
    """As JSON, cut where it is long; ``nothing`` for None."""
    if of is None:
        return "nothing"
    if isinstance(of, str) and is_sentence(of):
        return f"a sentence (#{digest_of(of)})"
    text = str(of) if isinstance(of, Decimal) else json.dumps(of, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def is_sentence(text: str) -> bool:
    """Whether a text is prose rather than a name or a value."""
    return len(text.split()) >= _SENTENCE


def listed(values: Iterable[Any]) -> str:
    """``"540p", "720p"``."""
    return ", ".join(value(each) for each in values)


def plain(of: Any) -> Json:
    """A value as JSON has it; Decimals as whole numbers or text, so that no digit is lost, prose as its digest."""
    if isinstance(of, str):
        return f"#{digest_of(of)}" if is_sentence(of) else of
    if isinstance(of, Decimal):
        return int(of) if of == of.to_integral_value() else str(of)
    if isinstance(of, tuple | list):
        return [plain(each) for each in of]
    if isinstance(of, dict):
        return {str(key): plain(each) for key, each in of.items()}
    assert of is None or isinstance(of, bool | int | float)
    return of
