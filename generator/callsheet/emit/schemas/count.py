"""``Count`` as JSON Schema, which cannot count but can list combinations."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import comb

from callsheet.emit.schemas.logic import NEVER, Inexpressible, Schema, conjunction, disjunction, negate
from callsheet.layers.rule import Order

LARGEST = 500
"""How many combinations a count may be spelled out to."""


def counted(parts: list[Schema], op: Order, n: int) -> Schema:
    """How many of the parts hold, compared with ``n``."""
    if (op, n) == ("=", 1):
        return {"oneOf": parts} if parts else NEVER
    shapes: dict[Order, Callable[[], Schema]] = {
        ">=": lambda: at_least(parts, n),
        ">": lambda: at_least(parts, n + 1),
        "<": lambda: negate(at_least(parts, n)),
        "<=": lambda: negate(at_least(parts, n + 1)),
        "=": lambda: conjunction([at_least(parts, n), negate(at_least(parts, n + 1))]),
        "!=": lambda: negate(counted(parts, "=", n)),
    }
    return shapes[op]()


def at_least(parts: list[Schema], n: int) -> Schema:
    """Some ``n`` of the parts hold: any of their combinations; or none of the larger sets in which all fail."""
    if n <= 0:
        return {}
    if n > len(parts):
        return NEVER
    others = len(parts) - n + 1
    if min(comb(len(parts), n), comb(len(parts), others)) > LARGEST:
        raise Inexpressible(f"a count over {len(parts)} conditions has too many combinations to be listed")
    if comb(len(parts), n) <= comb(len(parts), others):
        return disjunction([conjunction(list(some)) for some in combinations(parts, n)])
    return conjunction([disjunction(list(some)) for some in combinations(parts, others)])
