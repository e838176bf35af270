"""A condition: parameters mapped to literals, all of which must hold; ``$any``, ``$all`` and ``$not`` nest."""

from __future__ import annotations

from collections.abc import Mapping

from callsheet.constraints.cursor import Cursor
from callsheet.constraints.literals import literal
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter
from callsheet.layers.rule import All, Any, Expr, Not


def condition(raw: Mapping[str, Json], parameters: Mapping[str, Parameter]) -> Expr:
    """``condition({"hdr": True}, parameters)`` is ``In("hdr", (True,))``; an empty mapping holds always.

    ``parameters`` are keyed by dotted path. Raises ConstraintError with the way to the key at fault.
    """
    if not raw:
        return All(())
    return read_condition(Cursor(dict(raw), (), parameters))


def read_condition(at: Cursor) -> Expr:
    """The condition at a place of a rule."""
    parts = [_entry(key, member) for key, member in at.mapping().items()]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _entry(key: str, at: Cursor) -> Expr:
    if key == "$any":
        return Any(tuple(read_condition(each) for each in at.sequence()))
    if key == "$all":
        return All(tuple(read_condition(each) for each in at.sequence()))
    if key == "$not":
        return Not(read_condition(at))
    return literal(at, at.named(key))
