"""One model's prices: a function that picks the table in force, and one for each table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from callsheet.emit.encode.python_text import Code, code, docstring, identifier, literal
from callsheet.emit.prices.table import table_lines, unknown, written
from callsheet.emit.python.expression import Printer
from callsheet.emit.python.lines import chain, indented
from callsheet.emit.python.names import locals_of
from callsheet.emit.scope import Scope
from callsheet.layers.model import Model, PriceTable


@dataclass(slots=True, kw_only=True)
class PriceModule:
    """What the functions of one module need beside each other."""

    imports: set[tuple[str, str]] = field(
        default_factory=lambda: {("price", "Price"), ("price", "UnknownPrice")}
    )
    patterns: list[Code] = field(default_factory=list)
    has_amounts: bool = False


def function_name(model: Model) -> Code:
    return identifier(f"price_{model.name}")


def model_functions(model: Model, module: PriceModule) -> Iterator[list[Code]]:
    """The public function first, then the tables, newest first."""
    newest_first = tuple(reversed(model.prices))
    yield _choice(model, newest_first)
    for table in newest_first:
        if not table.unknown:
            printer = Printer(Scope.of(model), locals_of(model))
            signature = code(
                "def {}(request: Mapping[str, object]) -> Price | UnknownPrice:", _name(model, table)
            )
            yield [signature, *indented(table_lines(model, table, printer))]
            module.imports |= printer.imports
            module.has_amounts = True
            module.patterns += [
                code("{} = re.compile({}).fullmatch", name, literal(text))
                for text, name in printer.patterns.items()
            ]


def _choice(model: Model, newest_first: tuple[PriceTable, ...]) -> list[Code]:
    signature = "def {}(request: Mapping[str, object], on: date | None = None) -> Price | UnknownPrice:"
    body = [
        docstring(f"What a request to {model.title} costs on a day, today if none is given. {model.page}")
    ]
    if not newest_first:
        body += [Code("del request, on"), *unknown("The documentation names no price.")]
        return [code(signature, function_name(model)), *indented(body)]
    body.append(Code("on = date(on.year, on.month, on.day) if on else date.today()"))  # a datetime is a date
    for table in newest_first:
        test = code("on >= {}", written(table.since))
        body += chain([([test], _of_table(model, table))])
    first = newest_first[-1].since
    body += unknown(f"No price is known from before {first.isoformat()}.")
    return [code(signature, function_name(model)), *indented(body)]


def _of_table(model: Model, table: PriceTable) -> list[Code]:
    if table.unknown:
        return unknown(table.unknown, table)
    return [code("return {}(request)", _name(model, table))]


def _name(model: Model, table: PriceTable) -> Code:
    return identifier(f"_{model.name}_{table.since:%Y_%m_%d}")
