"""One dated table as a function body: fetch, count the units, find the row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from callsheet.emit.encode.python_text import Code, code, docstring, literal
from callsheet.emit.python.expression import TRUE, Printer
from callsheet.emit.python.fetch import fetched
from callsheet.emit.python.lines import call, chain
from callsheet.layers.model import Model, PriceRow, PriceTable, Quantity
from callsheet.layers.rule import Constant, Expr

NO_ROW = "No price is documented for this combination of values."
NO_COUNT = "It is not documented how many units this request takes."


def table_lines(model: Model, table: PriceTable, printer: Printer) -> list[Code]:
    """Printed from the end: which values are fetched depends on what the rows ask."""
    rows = [line for row in table.rows for line in _row(row, table, printer)]
    quantity = _quantity(table, printer)
    request = Code("request")
    values = [line for each in model.parameters for line in fetched(each, request, printer)]
    ends = table.rows and _is_always(table.rows[-1].when, printer)
    return [
        docstring(f"{table.unit} per {table.per}, since {table.since.isoformat()}."),
        *values,
        *quantity,
        *rows,
        *([] if ends else unknown(NO_ROW, table)),
    ]


def _row(row: PriceRow, table: PriceTable, printer: Printer) -> list[Code]:
    arguments = [
        code("each=Decimal({})", literal(str(row.amount))),
        Code("quantity=quantity"),
        code("unit={}", literal(table.unit)),
        code("per={}", literal(table.per)),
        code("row={}", literal(row.label)),
        code("since={}", written(table.since)),
        code("at={}", literal(row.at or table.at)),
        *([code("basis={}", literal(table.basis))] if table.basis != "documented" else []),
    ]
    return _when(row.when, call(Code("return Price"), arguments), printer)


def _quantity(table: PriceTable, printer: Printer) -> list[Code]:
    if not table.quantities:
        return [Code("quantity = Decimal(1)")]
    if len(table.quantities) == 1 and _is_always(table.quantities[0].when, printer):
        return _counted(table.quantities[0], table, printer)
    branches = [(printer.conjuncts(each.when), _counted(each, table, printer)) for each in table.quantities]
    return chain(branches, unknown(NO_COUNT, table))


def _counted(quantity: Quantity, table: PriceTable, printer: Printer) -> list[Code]:
    if isinstance(quantity.count, Constant) and isinstance(quantity.count.value, int | Decimal):
        value = literal(str(quantity.count.value)) if isinstance(quantity.count.value, Decimal) else None
        return [code("quantity = Decimal({})", value or literal(quantity.count.value))]
    decimal = printer.runtime("price", "decimal_or_none")
    return [
        code("counted = {}({})", decimal, printer.term(quantity.count)),
        *chain([([Code("counted is None")], unknown(NO_COUNT, table))]),
        Code("quantity = counted"),
    ]


def _when(expr: Expr, lines: list[Code], printer: Printer) -> list[Code]:
    return lines if _is_always(expr, printer) else chain([(printer.conjuncts(expr), lines)])


def _is_always(expr: Expr, printer: Printer) -> bool:
    return printer.condition(expr) == TRUE


def unknown(reason: str, table: PriceTable | None = None) -> list[Code]:
    """Lines that return why there is no price."""
    arguments = [code("reason={}", literal(reason))]
    if table is not None:
        named = {"unit": table.unit, "at": table.at}
        arguments += [code("{}={}", Code(name), literal(text)) for name, text in named.items() if text]
        arguments.append(code("since={}", written(table.since)))
    return call(Code("return UnknownPrice"), arguments)


def written(day: date) -> Code:
    return code("date({}, {}, {})", literal(day.year), literal(day.month), literal(day.day))
