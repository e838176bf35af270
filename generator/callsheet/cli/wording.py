"""Values, limits, places and prices in words, short enough for a table."""

from __future__ import annotations

import json

from callsheet.layers.model import Model, Parameter
from callsheet.layers.place import Place


def value(of: object) -> str:
    """A JSON value as a person writes it: strings bare unless blank or not for a screen, all else as JSON."""
    if isinstance(of, str):
        return of if of.strip() and of.isprintable() else json.dumps(of)
    return json.dumps(of, ensure_ascii=False, default=str)


def place(at: str) -> str:
    """A place without its digest."""
    return Place.parse(at).path


def allowed(parameter: Parameter) -> str:
    """What a value may be: ``5s, 10s``, ``1 to 6000 characters``, ``up to 64 items``."""
    inner = f"each {allowed(parameter.item)}" if parameter.item and allowed(parameter.item) else ""
    parts = [
        ", ".join(
            value(each if isinstance(each, str | bool | int) else str(each)) for each in parameter.enum
        ),
        span(parameter.minimum, parameter.maximum),
        f"above {parameter.above}" if parameter.above is not None else "",
        f"below {parameter.below}" if parameter.below is not None else "",
        f"in steps of {parameter.step}" if parameter.step is not None else "",
        span(parameter.min_length, parameter.max_length, "characters"),
        span(parameter.min_items, parameter.max_items, "items"),
        inner,
        parameter.format or "",
    ]
    return "; ".join(part for part in parts if part)


def price_span(model: Model) -> str:
    """The latest table in a cell: ``0.15–8.40 USD per 5s block``, ``unknown``, ``none named``."""
    if not model.prices:
        return "none named"
    latest = model.prices[-1]
    if latest.unknown:
        return "unknown"
    amounts = sorted(row.amount for row in latest.rows)
    span = str(amounts[0]) if amounts[0] == amounts[-1] else f"{amounts[0]}–{amounts[-1]}"
    return f"{span} {latest.unit} per {latest.per}"


def span(low: object, high: object, what: str = "") -> str:
    """``1 to 6000 characters``, ``up to 64 items``; empty where neither end is given."""
    if low is None and high is None:
        return ""
    if low is None:
        words = f"up to {high}"
    elif high is None:
        words = f"at least {low}"
    else:
        words = f"{low} to {high}"
    return f"{words} {what}".strip()
