"""What a request can cost at most, from the emitted price tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from callsheet_conformance.gateways.tariff import price
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_expression import worth
from callsheet_conformance.verdict import Request

FREED: Final = 2
"""Priced parameters at most that a request is moved by to find a price near it."""


def stated(model: Data, request: Request, today: date) -> Decimal | None:
    """The price of the one row that covers a request."""
    return price(dict(model), dict(request), today.isoformat())


def most(model: Data, request: Request, today: date, assumed: Decimal | None = None) -> Decimal | None:
    """What a request can cost: its price; of listed values in a combination that has none, the dearest price near it.

    For a value that is not listed, which may be a product of its own, what the user assumes, else the dearest price
    of the model. None where no price is known, or the number of units depends on a request that no price covers.
    """
    told = stated(model, request, today)
    if told is not None:
        return told
    table = table_of(model, today)
    if not table.get("rows"):
        return None
    near = max(_near(model, table, request, today), default=None)
    if near is None:
        near = dearest(model, today) if assumed is None else assumed
    return near


def dearest(model: Data, today: date) -> Decimal | None:
    """The dearest row times the most units; None where that is not known."""
    table = table_of(model, today)
    units = _most_units(table.get("quantities", ()))
    if not table.get("rows") or units is None:
        return None
    return max(Decimal(row["amount"]) for row in table["rows"]) * units


def unit_of(model: Data, today: date) -> str:
    """Of the price list that holds; empty where it knows no price."""
    unit: str = table_of(model, today).get("unit", "")
    return unit


def table_of(model: Data, today: date) -> Data:
    """The price list that holds on a day; empty where none does."""
    tables = [table for table in model.get("prices", ()) if table["since"] <= today.isoformat()]
    return tables[-1] if tables else {}


def priced_by(table: Data) -> set[str]:
    """Every string of a table that may be a path; names that are none do no harm."""
    return set(_strings(table))


def _near(model: Data, table: Data, request: Request, today: date) -> Sequence[Decimal]:
    """Prices of requests with the fewest priced parameters changed; none where a value is not listed at all."""
    names = priced_by(table)
    listed = {
        p["path"]: [True, False] if p["type"] == "boolean" else list(p.get("enum", ()))
        for p in model["parameters"]
        if p["path"] in names and (p["type"] == "boolean" or p.get("enum"))
    }
    meant = {name: _meant(request[name], listed[name]) for name in listed if name in request}
    if any(not values for values in meant.values()):
        return ()
    for count in range(FREED + 1):
        found: list[Decimal] = []
        for free in itertools.combinations(listed, count):
            choices = {**meant, **{name: listed[name] for name in free}}
            for values in itertools.product(*choices.values()):
                told = stated(model, {**request, **dict(zip(choices, values, strict=True))}, today)
                found += [] if told is None else [told]
        if found:
            return found
    return ()


def _meant(value: Any, listed: Sequence[Any]) -> list[Any]:
    """What a lenient gateway may take a value for: ``"10S"`` and ``["10s"]`` for 10s, 1 for true, null for anything."""
    if value is None:
        return list(listed)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    words = {str(value).lower(), {"1": "true", "0": "false"}.get(str(value).lower(), "")}
    return [each for each in listed if str(each).lower() in words]


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    inside = data.values() if isinstance(data, Mapping) else data if isinstance(data, list | tuple) else ()
    for each in inside:
        yield from _strings(each)


def _most_units(quantities: Sequence[Data]) -> Decimal | None:
    counts = [worth(each["count"], {}) for each in quantities if "constant" in each["count"]]
    if len(counts) < len(quantities):
        return None
    return max((Decimal(str(count)) for count in counts), default=Decimal(1))
