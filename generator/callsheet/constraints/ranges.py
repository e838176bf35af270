"""Numbers within inclusive bounds, either of which may be open."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from callsheet.layers.rule import Any, Compare, Constant, Expr, Term

Range: TypeAlias = tuple[Decimal | int | None, Decimal | int | None]


def outside(term: Term, bounds: Range) -> Expr:
    """Has a value, and one below or above the bounds."""
    low, high = bounds
    below = [] if low is None else [Compare(term, "<", Constant(low))]
    above = [] if high is None else [Compare(term, ">", Constant(high))]
    parts = (*below, *above)
    return parts[0] if len(parts) == 1 else Any(parts)


def range_text(bounds: Range) -> str:
    """``at least 1``, ``at most 64``, ``1 to 64``, ``4``."""
    low, high = bounds
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
