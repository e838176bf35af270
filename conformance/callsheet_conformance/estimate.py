"""What a request can cost at most, from the emitted price tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from callsheet_conformance.gateways.tariff import price
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_expression import worth
from callsheet_conformance.verdict import Request


def most(model: Data, request: Request, today: date) -> Decimal | None:
    """What a request costs; of one that no price covers, such as an invalid one, the dearest that its model has.

    None where no price is known, or the number of units depends on a request that no price covers.
    """
    stated = price(dict(model), dict(request), today.isoformat())
    if stated is not None:
        return stated
    return dearest(model, today)


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


def _most_units(quantities: Sequence[Data]) -> Decimal | None:
    counts = [worth(each["count"], {}) for each in quantities if "constant" in each["count"]]
    if len(counts) < len(quantities):
        return None
    return max((Decimal(str(count)) for count in counts), default=Decimal(1))
