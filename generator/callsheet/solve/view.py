"""What rules can see of one effective value, as z3 terms; the same whether it is free, fixed or a choice of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import z3

from callsheet.constraints.kleene import Found, Mark, matches, same
from callsheet.layers.rule import Scalar
from callsheet.solve.texts import Texts

Part = tuple[z3.BoolRef, z3.ExprRef]
"""Whether it is defined, and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A value seen as a number, a text (its id in the pool), a flag, a length, an item count; None: never that."""

    number: Part | None = None
    text: Part | None = None
    flag: Part | None = None
    length: Part | None = None
    items: Part | None = None
    equals: Callable[[Scalar], z3.BoolRef]
    contains: Callable[[Scalar], z3.BoolRef]
    matches: Callable[[str], z3.BoolRef]


def fixed(value: Found, texts: Texts) -> View:
    """A value that is known."""
    always = z3.BoolVal(True)
    is_number = not isinstance(value, bool | str | tuple | Mark)
    return View(
        number=(always, exact_number(value)) if is_number else None,
        text=(always, texts.id_of(value)) if isinstance(value, str) else None,
        flag=(always, z3.BoolVal(value)) if isinstance(value, bool) else None,
        length=(always, z3.IntVal(len(value))) if isinstance(value, str) else None,
        items=(always, z3.IntVal(len(value))) if isinstance(value, tuple) else None,
        equals=lambda other: z3.BoolVal(same(value, other)),
        contains=lambda other: z3.BoolVal(
            isinstance(value, tuple) and any(same(item, other) for item in value)
        ),
        matches=lambda pattern: z3.BoolVal(isinstance(value, str) and matches(pattern, value)),
    )


def exact_number(value: Found) -> z3.ArithRef:
    """An exact constant, whole where the number is."""
    return z3.IntVal(value) if isinstance(value, int) else z3.RealVal(str(value))


def choice(condition: z3.BoolRef, first: View, second: View) -> View:
    """The first where the condition holds, else the second."""
    return View(
        number=_choose(condition, first.number, second.number),
        text=_choose(condition, first.text, second.text),
        flag=_choose(condition, first.flag, second.flag),
        length=_choose(condition, first.length, second.length),
        items=_choose(condition, first.items, second.items),
        equals=lambda other: _if(condition, first.equals(other), second.equals(other)),
        contains=lambda other: _if(condition, first.contains(other), second.contains(other)),
        matches=lambda pattern: _if(condition, first.matches(pattern), second.matches(pattern)),
    )


def _choose(condition: z3.BoolRef, first: Part | None, second: Part | None) -> Part | None:
    if first is None or second is None:
        part, guard = (first, condition) if first is not None else (second, z3.Not(condition))
        return None if part is None else (z3.And(guard, part[0]), part[1])
    return _if(condition, first[0], second[0]), z3.If(condition, first[1], second[1])


def _if(condition: z3.BoolRef, first: z3.BoolRef, second: z3.BoolRef) -> z3.BoolRef:
    """Short where a side is known, which it mostly is."""
    if z3.is_false(second):
        return condition if z3.is_true(first) else z3.And(condition, first)
    if z3.is_true(second):
        return z3.Or(z3.Not(condition), first)
    return z3.If(condition, first, second)
