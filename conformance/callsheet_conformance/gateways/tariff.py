"""What a request costs, from the manifest's price tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from callsheet_conformance.gateways.expression import Request, holds, worth

Json = dict[str, Any]


def price(model: Json, sent: Json, today: str) -> Decimal | None:
    """Amount of the one row that holds, times the one quantity; None where today's table knows no price."""
    table = next((t for t in reversed(model.get("prices", [])) if t["since"] <= today), None)
    if table is None or not table.get("rows"):
        return None
    request = Request(model["parameters"], sent)
    amount = next((Decimal(row["amount"]) for row in table["rows"] if holds(row["when"], request)), None)
    quantities = table.get("quantities", [])
    count = next((worth(each["count"], request) for each in quantities if holds(each["when"], request)), None)
    if amount is None or (quantities and not isinstance(count, int | float | Decimal | Fraction)):
        return None
    return amount if not quantities else amount * _exact(count)


def needs(model: Json, sent: Json) -> tuple[str, ...]:
    """Ids of the needs that the request has of its account."""
    request = Request(model["parameters"], sent)
    return tuple(need["id"] for need in model.get("needs", ()) if holds(need["when"], request))


def _exact(count: Any) -> Decimal:
    if isinstance(count, Fraction):
        return Decimal(count.numerator) / Decimal(count.denominator)
    return Decimal(str(count))
