"""What a request costs by the newest table of a model, and which request of several is the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import z3

from callsheet.constraints.kleene import evaluate
from callsheet.layers.model import Model
from callsheet.plan.answer import Price
from callsheet.solve import Program, Request
from callsheet.solve.prices import amount
from callsheet.solve.requests import facts


def as_of(model: Model, on: date) -> Model:
    """The model with the tables that are in force on that day, or were before."""
    return replace(model, prices=tuple(table for table in model.prices if table.since <= on))


def price(program: Program, found: z3.ModelRef, request: Request) -> Price:
    """Of the request that was rendered from ``found``."""
    model, total = program.model, amount(program)
    if not model.prices:
        return Price(unknown="no page names a price for that day")
    table = model.prices[-1]
    if total is None:
        return Price(unknown=table.unknown, since=table.since, at=table.at)
    seen = facts(model, request)
    row = next(each for each in table.rows if evaluate(each.when, seen))
    return Price(
        amount=_times(row.amount, _fraction(found, total)),
        unit=table.unit,
        row=row.label,
        since=table.since,
        at=row.at or table.at,
    )


def cheapest(program: Program, held: Sequence[z3.BoolRef]) -> list[z3.BoolRef]:
    """That a request costs no more than the cheapest one; nothing where there is no price."""
    total = amount(program)
    best: z3.ArithRef | None = None
    while total is not None and program.check(*held, *([] if best is None else [total < best])):
        best = program.model_found().eval(total, model_completion=True)
    return [] if total is None or best is None else [total <= best]


def _fraction(found: z3.ModelRef, total: z3.ArithRef) -> Fraction:
    number = found.eval(total, model_completion=True)
    assert isinstance(number, z3.RatNumRef)
    return Fraction(number.numerator_as_long(), number.denominator_as_long())


def _times(each: Decimal, total: Fraction) -> Decimal:
    """The total with the places of the table's amount: twice 0.30 is 0.60."""
    if not each:
        return each
    count = total / Fraction(each)
    return each * (Decimal(count.numerator) / Decimal(count.denominator))
