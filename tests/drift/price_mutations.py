"""Prices of a model changed on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from mutated import Mutation, one

from callsheet import solve
from callsheet.layers.model import Model, PriceRow, PriceTable


def prices(model: Model) -> Iterator[Mutation]:
    if not model.prices or not model.prices[-1].rows:
        return
    table = model.prices[-1]
    for number, row in enumerate(table.rows):
        for factor, code in ((Decimal("1.1"), "CV132"), (Decimal("0.9"), "CV133")):
            rows = _with(table.rows, number, replace(row, amount=row.amount * factor))
            if row.amount and _is_met(model, row):
                yield one(
                    f"price {number} x{factor}",
                    model,
                    _priced(model, replace(table, rows=rows)),
                    (code, "price"),
                    may=frozenset(),
                )
    later = replace(table, since=table.since + timedelta(days=30))
    yield one(
        "same prices again",
        model,
        replace(model, prices=(*model.prices, later)),
        ("CV136", "price"),
        may=frozenset(),
    )
    yield one(
        "other unit", model, _priced(model, replace(table, unit="pence")), ("CV130", "price"), may=frozenset()
    )
    gone = PriceTable(since=date(2030, 1, 1), unit=table.unit, per=table.per, unknown="Nobody says.")
    yield one(
        "unknown",
        model,
        replace(model, prices=(*model.prices, gone)),
        ("CV131", "price"),
        may=frozenset(),
    )


def _with(rows: tuple[PriceRow, ...], number: int, row: PriceRow) -> tuple[PriceRow, ...]:
    return (*rows[:number], row, *rows[number + 1 :])


def _is_met(model: Model, row: PriceRow) -> bool:
    """Whether any valid request has this price."""
    program = solve.Program(model)
    return program.check(program.encoder.formula(row.when))


def _priced(model: Model, table: PriceTable) -> Model:
    return replace(model, prices=(*model.prices[:-1], table))
