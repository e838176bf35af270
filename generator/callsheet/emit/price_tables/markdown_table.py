"""``prices/prices.md``: a table for people, a section a provider."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.emit.encode.markdown_text import Markdown, cell, code, text
from callsheet.emit.price_tables.rows import Row, price_rows
from callsheet.emit.template import render
from callsheet.layers.model import Provider


def markdown_table(providers: Sequence[Provider]) -> str:
    sections = [
        (text(provider.title), [_line(row) for row in price_rows([provider])]) for provider in providers
    ]
    return render("price_tables", "prices.md", Markdown, sections=[each for each in sections if each[1]])


def _line(row: Row) -> Markdown:
    amount = text(f"{row.amount} {row.table.unit}") if row.row else text(f"unknown: {row.table.unknown}")
    since = text(row.table.since.isoformat())
    when = code(row.when) if row.when else Markdown("always" if row.row else "")
    place = text(row.at.partition("#")[0])
    return Markdown(
        f"| {cell([code(row.model.id), when, amount, text(row.table.per), since, place], ' | ')} |"
    )
