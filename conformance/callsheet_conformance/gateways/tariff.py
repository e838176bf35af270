"""What a request costs and needs, from the manifest."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from callsheet_conformance.gateways.provider import Json
from callsheet_conformance.oracle import Oracle
from callsheet_conformance.oracle_expression import holds, worth


def price(model: Json, request: Json, today: str) -> Decimal | None:
    """Amount of the one row that holds, times the one quantity; None where today's table knows no price."""
    table = next((each for each in reversed(model.get("prices", [])) if each["since"] <= today), None)
    if table is None or not table.get("rows"):
        return None
    sent, effective = Oracle(model=model, formats={}).facts(request)
    amount = next(
        (Decimal(row["amount"]) for row in table["rows"] if holds(row["when"], sent, effective)), None
    )
    quantities = table.get("quantities", [])
    if amount is None or not quantities:
        return amount
    count = next(
        (worth(each["count"], effective) for each in quantities if holds(each["when"], sent, effective)), None
    )
    return None if (times := _exact(count)) is None else amount * times


def needs(model: Json, request: Json) -> tuple[str, ...]:
    """Ids of the needs that the request has of its account."""
    sent, effective = Oracle(model=model, formats={}).facts(request)
    return tuple(need["id"] for need in model.get("needs", ()) if holds(need["when"], sent, effective))


def _exact(count: Any) -> Decimal | None:
    if isinstance(count, Fraction):
        return Decimal(count.numerator) / Decimal(count.denominator)
    return Decimal(count) if isinstance(count, int | Decimal) and not isinstance(count, bool) else None
