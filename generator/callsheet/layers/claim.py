"""What a parameter's value says of the result, so that what a client is given can be held against what was asked.

``result: {what: ratio, unless: [start_frame_url]}`` beside ``enum: ["16:9", "9:16"]``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Claimed: TypeAlias = Literal["seconds", "short_side", "ratio"]
"""The length; the shorter side in pixels; width to height."""

FORMS: Final[dict[Claimed, str]] = {
    "seconds": r"(\d{1,5}(?:\.\d{1,3})?)\s?s?",
    "short_side": r"(\d{2,5})p?|(4k)",
    "ratio": r"([1-9]\d{0,2}):([1-9]\d{0,2})",
}
"""How a text says it: ``5s``, ``720p``, ``16:9``. A number says seconds or pixels by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultClaim:
    """``unless``: parameters beside which it is not known to hold, where they are sent."""

    what: Claimed
    unless: tuple[str, ...] = ()


def says(what: Claimed, value: object) -> bool:
    """Whether the value can be read as what it is said to claim."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | Decimal):
        return what != "ratio" and value > 0
    return isinstance(value, str) and bool(re.fullmatch(FORMS[what], value, re.IGNORECASE | re.ASCII))
