"""Prices that say nothing, or too much: free without a word, or of a call that nobody pays for."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import error
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import ModelSpec, PriceRowSpec


def check_prices(spec: ModelSpec) -> Iterator[Diagnostic]:
    """CS210 order of tables, CS215 rows that are free without a reason, CS216 polls that look like models."""
    for before, after in zip(spec.prices, spec.prices[1:], strict=False):
        if after.since <= before.since:
            where = after.source.value("since")
            message = f"{after.since} does not come after {before.since}"
            yield error("CS210", where, message, "append newer tables at the end")
    for row in (row for table in spec.prices for row in table.rows):
        yield from _free(row)
    if spec.operation == "poll":
        yield from _poll(spec)


def _poll(spec: ModelSpec) -> Iterator[Diagnostic]:
    """``GET /v2/jobs`` is asked, ``luma/ray-2`` is bought."""
    if " " not in spec.model:
        where = spec.source.value("operation")
        yield error("CS216", where, f"{spec.model} is a model, not a call", "model: GET /v2/jobs or the like")
    if spec.prices:
        hint = "a price belongs to the model that is bought"
        yield error("CS216", spec.source.at("prices"), "asking for a job's state has no price", hint)


def _free(row: PriceRowSpec) -> Iterator[Diagnostic]:
    if not row.amount and not row.free:
        hint = "free: with the reason; unknown: where no page names a price"
        yield error("CS215", row.source.value("amount"), "a price of nothing, without a reason", hint)
    elif row.amount and row.free:
        yield error("CS215", row.source.at("free"), f"free, and {row.amount} all the same", 'amount: "0"')
