"""``prices/litellm.json``: the price map that LiteLLM reads, as far as it can hold these prices.

LiteLLM's map has one number a second (``output_cost_per_second``), in US dollars. Prices in other units, or by
request, stay out of it; where a model's price depends on the request, the dearest is given, so that a budget computed
from the map is never too low, and ``metadata`` names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_UP, Context, Decimal

from callsheet.emit.encode.json_text import json_text
from callsheet.emit.price_tables.rows import Row, price_rows
from callsheet.layers.model import Model, Provider

_UP = Context(prec=12, rounding=ROUND_UP)
"""A third of a cent has no end; the map holds no less than it."""


def litellm_map(providers: Sequence[Provider]) -> str:
    newest = [row for row in price_rows(providers) if row.row and not row.until]
    priced = [(row, seconds) for row in newest if (seconds := _seconds(row)) is not None]
    entries: dict[str, dict[str, object]] = {}
    for row, seconds in sorted(priced, key=lambda pair: Decimal(pair[0].amount) / pair[1]):
        entries[f"{row.provider.id}/{row.model.id}"] = _entry(row, seconds)  # the dearest comes last
    return json_text(dict(sorted(entries.items())))


def _seconds(row: Row) -> Decimal | None:
    """How long a unit is, of prices that are by time and in dollars."""
    if row.table.unit != "USD":
        return None
    if row.table.per in ("second", "s"):
        return Decimal(1)
    block = re.fullmatch(r"(\d+) ?s(?:econd)? block", row.table.per)
    return Decimal(block[1]) if block else None


def _entry(row: Row, seconds: Decimal) -> dict[str, object]:
    return {
        "litellm_provider": row.provider.id,
        "mode": "video_generation",
        "output_cost_per_second": _UP.divide(Decimal(row.amount), seconds).normalize(),
        "source": row.model.page,
        "metadata": {"row": row.when, "since": row.table.since.isoformat(), "rows": _count(row.model)},
    }


def _count(model: Model) -> int:
    return len(model.prices[-1].rows)
