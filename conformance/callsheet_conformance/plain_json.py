"""JSON as bytes for the wire, and as canonical text for comparing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def encode(body: Any) -> bytes:
    """Compact JSON; Decimals as the numbers they are."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_number).encode()


def canonical(body: Any) -> str:
    """The same text for equal JSON: keys sorted, 5.0 written as 5."""
    return json.dumps(
        _plain(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    whole = isinstance(value, float | Decimal) and value == int(value)
    return int(value) if whole else value


def _number(value: object) -> float | int:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
