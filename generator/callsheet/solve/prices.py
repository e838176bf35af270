"""Prices over requests: what a request costs, and whether every valid one has exactly one price."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import z3

from callsheet.layers.model import Model, PriceTable
from callsheet.layers.rule import All, Compare, Constant, Expr
from callsheet.solve.plain import plainest
from callsheet.solve.program import Program
from callsheet.solve.requests import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFault:
    """A valid request with no price, or with two: ``PriceFault(path=(0, "rows"), fault="hole", …)``."""

    path: tuple[int | str, ...]
    """Below ``prices``: the table's number, then ``rows`` or ``quantities``, then the number of the second row."""
    fault: Literal["hole", "overlap"]
    message: str
    witness: Request

    @property
    def code(self) -> str:
        return "CL130" if self.fault == "hole" else "CL131"

    @property
    def hint(self) -> str:
        """The request that shows it, as JSON."""
        return f"for example {json.dumps(self.witness, ensure_ascii=False)}"


def amount(program: Program) -> z3.ArithRef | None:
    """What a request costs by the newest table; None where nobody says."""
    tables = program.model.prices
    if not tables or not tables[-1].rows:
        return None
    total: z3.ArithRef = z3.RealVal(0)
    for row in tables[-1].rows:
        total = z3.If(program.encoder.formula(row.when), z3.RealVal(str(row.amount)), total)
    return total * count(program)


def count(program: Program) -> z3.ArithRef:
    """How many units of the newest table a request takes; 1 where the table counts nothing."""
    encode = program.encoder
    units: z3.ArithRef = z3.RealVal(1)
    for quantity in program.model.prices[-1].quantities if program.model.prices else ():
        number = encode.term(quantity.count).get("number")
        if number is not None:
            units = z3.If(z3.And(encode.formula(quantity.when), number[0]), number[1], units)
    return units


def price_faults(model: Model) -> tuple[PriceFault, ...]:
    """Everything that keeps a price table from being a total function of the valid requests.

    A table that a newer one has followed may have holes: values that came later had no price then, and it is not edited.
    """
    if not any(table.rows for table in model.prices):
        return ()
    program = Program(model)
    return tuple(
        fault
        for number, table in enumerate(model.prices)
        if table.rows
        for fault in _of(program, number, table)
        if fault.fault == "overlap" or table is model.prices[-1]
    )


def _of(program: Program, number: int, table: PriceTable) -> Iterator[PriceFault]:
    rows = [(row.when, f"{row.label or 'row'} ({row.amount})") for row in table.rows]
    yield from _faults(program, (number, "rows"), "price", rows)
    if table.quantities:
        positive = (Compare(each.count, ">", Constant(0)) for each in table.quantities)
        whens = (All((each.when, some)) for each, some in zip(table.quantities, positive, strict=True))
        counts = [(when, f"quantity {n}") for n, when in enumerate(whens, 1)]
        yield from _faults(program, (number, "quantities"), "quantity above 0", counts)


def _faults(
    program: Program, path: tuple[int | str, ...], what: str, rows: Sequence[tuple[Expr, str]]
) -> Iterator[PriceFault]:
    """No row holds; two rows hold at once."""
    holds = [program.encoder.formula(when) for when, _ in rows]
    witness = plainest(program, z3.Not(z3.Or(holds)))
    if witness is not None:
        message = f"a valid request has no {what}"
        yield PriceFault(path=path, fault="hole", message=message, witness=witness)
    for a, b in combinations(range(len(rows)), 2):
        witness = plainest(program, holds[a], holds[b])
        if witness is not None:
            message = f"a valid request has two: {rows[a][1]} and {rows[b][1]}"
            yield PriceFault(path=(*path, b), fault="overlap", message=message, witness=witness)
