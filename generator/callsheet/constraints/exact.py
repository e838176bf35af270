"""Numbers as they were written: int where integral, else Decimal, never a float."""

from __future__ import annotations

import math
from decimal import Decimal

from callsheet.layers.facts import Json
from callsheet.layers.rule import Scalar


def exact(number: float | Decimal) -> int | Decimal:
    """``5.0`` is 5, ``0.1`` is Decimal("0.1"); raises OverflowError or ValueError for what is not finite."""
    written = Decimal(str(number))
    return int(written) if written == written.to_integral_value() else written


def plain(value: Json | Decimal) -> Scalar | None:
    """A JSON value as a scalar of the rule language; None for null, lists, objects and what is not finite."""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None
    return exact(value) if isinstance(value, int | float | Decimal) else None
