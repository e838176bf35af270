"""All nodes of an expression, parents first."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.layers.rule import All, Any, Count, Expr, Not


def nodes(expr: Expr) -> Iterator[Expr]:
    """``expr`` itself, and all expressions inside it."""
    yield expr
    match expr:
        case Not(of):
            yield from nodes(of)
        case All(of) | Any(of) | Count(of, _, _):
            for each in of:
                yield from nodes(each)
