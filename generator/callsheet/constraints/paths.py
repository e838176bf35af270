"""Which parameters an expression looks at, in the order in which it names them."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Matches,
    Not,
    Sent,
    Term,
)


def paths_of(expr: Expr) -> tuple[str, ...]:
    """``("resolution", "hdr")`` of ``All((In("resolution", …), In("hdr", …)))``, each once."""
    return tuple(dict.fromkeys(_paths(expr)))


def _paths(expr: Expr) -> Iterator[str]:
    match expr:
        case Sent(path) | In(path, _) | Contains(path, _) | Matches(path, _):
            yield path
        case Compare(left, _, right):
            yield from term_paths(left)
            yield from term_paths(right)
        case Not(of):
            yield from _paths(of)
        case All(of) | Any(of) | Count(of, _, _):
            for each in of:
                yield from _paths(each)


def term_paths(term: Term) -> Iterator[str]:
    """The parameters of a term, as often as it names them."""
    match term:
        case Constant():
            return
        case Arithmetic(left, _, right):
            yield from term_paths(left)
            yield from term_paths(right)
        case _:
            yield term.path
