"""``prices/prices.csv`` for spreadsheets, and ``prices/focus.csv`` in the columns of FOCUS."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.emit.encode.csv_text import csv_text
from callsheet.emit.price_tables.rows import Row, price_rows
from callsheet.layers.model import Provider

COLUMNS = ("provider", "model", "when", "amount", "unit", "per", "since", "until", "unknown", "basis", "at")
FOCUS_COLUMNS = (
    "ProviderName",
    "ServiceCategory",
    "ServiceName",
    "SkuId",
    "SkuPriceId",
    "ChargeDescription",
    "ListUnitPrice",
    "PricingCurrency",
    "PricingUnit",
    "PricingCategory",
)


def csv_table(providers: Sequence[Provider]) -> str:
    return csv_text([COLUMNS, *(_row(row) for row in price_rows(providers))])


def focus_table(providers: Sequence[Provider]) -> str:
    """The newest known prices as FOCUS names a price: SKU, list price, pricing currency and unit.

    FOCUS describes charges; what only a bill knows (account, period, billed cost) has no column here. Credits and
    other units of a provider's own are pricing currencies there too.
    """
    known = [row for row in price_rows(providers) if row.row and not row.until]
    return csv_text([FOCUS_COLUMNS, *(_focus(row) for row in known)])


def _row(row: Row) -> tuple[str, ...]:
    table = row.table
    return (
        row.provider.id,
        row.model.id,
        row.when,
        row.amount,
        table.unit,
        table.per,
        table.since.isoformat(),
        row.until,
        table.unknown,
        table.basis,
        row.at,
    )


def _focus(row: Row) -> tuple[str, ...]:
    sku = f"{row.provider.id}/{row.model.id}"
    return (
        row.provider.title,
        "AI and Machine Learning",
        row.model.title,
        sku,
        f"{sku}?{row.when.replace(' ', '&')}" if row.when else sku,
        f"{row.model.title} {row.when}".strip(),
        row.amount,
        row.table.unit,
        row.table.per,
        "Standard",
    )
