"""Values as JSON text: ASCII only, exact numbers, stable layout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

WIDTH = 110
"""What fits a line stays on it."""


class OneLine(dict[str, object]):
    """An object that stays on one line, however long that is: one of many alike."""


def json_text(value: object) -> str:
    """A JSON document that ends with a newline; keys stay in the order given.

    Takes JSON, and beside it decimals (exact numbers), tuples (arrays) and read-only mappings.
    """
    return "".join(_lines(plain(value), 0)) + "\n"


def plain(value: object) -> object:
    """The same value in the types that ``json`` prints."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Mapping):
        made = OneLine if isinstance(value, OneLine) else dict
        return made((str(key), plain(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def number(value: Decimal) -> int | float:
    """The JSON number of a decimal, exact: ``5`` for 5.0, ``0.1`` for 0.1."""
    if value == value.to_integral_value():
        return int(value)
    if Decimal(repr(float(value))) != value:
        raise ValueError(f"{value} has more digits than a JSON number keeps")
    return float(value)


def compact(value: object) -> str:
    """One line of JSON."""
    return json.dumps(plain(value), ensure_ascii=True, allow_nan=False)


def _lines(value: object, indent: int) -> Iterable[str]:
    short = compact(value)
    if indent + len(short) <= WIDTH or isinstance(value, OneLine) or not isinstance(value, dict | list):
        yield short
        return
    ends = "{}" if isinstance(value, dict) else "[]"
    items = (
        [(f"{json.dumps(k)}: ", v) for k, v in value.items()]
        if isinstance(value, dict)
        else [("", v) for v in value]
    )
    margin = "\n" + " " * (indent + 2)
    yield ends[0]
    for index, (key, item) in enumerate(items):
        yield f"{',' if index else ''}{margin}{key}"
        yield from _lines(item, indent + 2)
    yield f"\n{' ' * indent}{ends[1]}"
