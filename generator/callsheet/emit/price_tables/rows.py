"""All prices of all models, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsheet.layers.model import Model, PriceRow, PriceTable, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One price: an amount a unit of ``per`` for requests of which ``row.when`` holds; no ``row`` where it is unknown."""

    provider: Provider
    model: Model
    table: PriceTable
    row: PriceRow | None = None

    @property
    def amount(self) -> str:
        """Exact, in digits; empty where nobody knows it."""
        return str(self.row.amount) if self.row else ""

    @property
    def when(self) -> str:
        return self.row.label if self.row else ""

    @property
    def at(self) -> str:
        return (self.row.at if self.row else "") or self.table.at

    @property
    def until(self) -> str:
        """The day from which the next table holds; empty for the last one."""
        later = [each.since for each in self.model.prices if each.since > self.table.since]
        return min(later).isoformat() if later else ""


def price_rows(providers: Sequence[Provider]) -> Iterator[Row]:
    for provider in providers:
        for model in provider.models:
            for table in model.prices:
                for row in table.rows or (None,):
                    yield Row(provider=provider, model=model, table=table, row=row)
