"""Prices over requests: what a request costs, and whether every valid one has exactly one price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import z3

from callsheet.layers.model import Model, PriceTable
from callsheet.layers.rule import Compare, Constant, Expr
from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Request
from callsheet.solve.wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFault:
    """A valid request with no price or with two: which table, which rows or quantities by number from 0."""

    table: int
    part: Literal["rows", "quantities"]
    fault: Literal["hole", "overlap"]
    numbers: tuple[int, ...]
    witness: Request


def amount(program: Program) -> z3.ArithRef | None:
    """What a request costs by the newest table; None where nobody says."""
    tables = program.model.prices
    if not tables or not tables[-1].rows:
        return None
    encode = program.encoder
    total: z3.ArithRef = z3.RealVal(0)
    for row in tables[-1].rows:
        total = z3.If(encode.formula(row.when), z3.RealVal(str(row.amount)), total)
    count: z3.ArithRef = z3.RealVal(1)
    for quantity in tables[-1].quantities:
        number = encode.term(quantity.count).get("number")
        if number is not None:
            count = z3.If(z3.And(encode.formula(quantity.when), number[0]), number[1], count)
    return total * count


def price_faults(model: Model) -> tuple[PriceFault, ...]:
    """Everything that keeps a price table from being a total function of the valid requests."""
    if not any(table.rows for table in model.prices):
        return ()
    program = Program(model)
    return tuple(
        fault
        for number, table in enumerate(model.prices)
        if table.rows
        for fault in _of(program, number, table)
    )


def _of(program: Program, number: int, table: PriceTable) -> Iterator[PriceFault]:
    parts: dict[Literal["rows", "quantities"], list[tuple[Expr, ...]]] = {
        "rows": [(row.when,) for row in table.rows],
        "quantities": [(each.when, Compare(each.count, ">", Constant(0))) for each in table.quantities],
    }
    for part, conditions in parts.items():
        for fault, numbers, holds in _questions(program, conditions):
            witness = _witness(program, holds)
            if witness is not None:
                yield PriceFault(table=number, part=part, fault=fault, numbers=numbers, witness=witness)


def _questions(
    program: Program, conditions: Sequence[tuple[Expr, ...]]
) -> Iterator[tuple[Literal["hole", "overlap"], tuple[int, ...], list[z3.BoolRef]]]:
    """No condition holds with all its parts; two hold at once."""
    if not conditions:
        return
    whole = [z3.And([program.encoder.formula(part) for part in each]) for each in conditions]
    yield "hole", (), [z3.Not(z3.Or(whole))]
    for a, b in combinations(range(len(conditions)), 2):
        yield (
            "overlap",
            (a, b),
            [program.encoder.formula(conditions[a][0]), program.encoder.formula(conditions[b][0])],
        )


def _witness(program: Program, holds: list[z3.BoolRef]) -> Request | None:
    found = program.settled(wishes(program.model, program.space), *holds)
    return None if found is None else Renderer(program.model, program.space, found).request()
