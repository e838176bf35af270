"""Requests written by hand from the pages, each with its verdict and the place that says so.

A case sends ``base`` without the keys of ``without`` and with those of ``valid`` (the gateway takes it) or ``send``
(it does not). ``breaks`` names the rules, ``limits`` the parameters whose own limits are crossed, ``warns`` the rules
that are only inferred or known from upstream. ``{repeat: x, times: 3}`` is ``xxx``.
``takes`` lists all values of a parameter (of its items, for an array), ``defaults`` all defaults.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    at: str
    request: Mapping[str, Any]
    is_valid: bool
    breaks: frozenset[str]
    limits: frozenset[str]
    warns: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    request: Mapping[str, Any]
    on: str
    amount: Decimal | None
    """None where no price is known."""
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    name: str
    cases: tuple[Case, ...]
    prices: tuple[Price, ...]
    needs: tuple[tuple[Mapping[str, Any], frozenset[str]], ...]
    media: Mapping[str, list[dict[str, Any]]]
    takes: Mapping[str, list[Any]]
    defaults: Mapping[str, Any]


@functools.cache
def goldens() -> tuple[Golden, ...]:
    return tuple(_golden(path) for path in sorted(HERE.glob("golden/*/*.yaml")))


def _golden(path: Path) -> Golden:
    data = YAML(typ="safe").load(path)
    base = data["base"]
    return Golden(
        name=f"{path.parent.name}/{path.stem}",
        cases=tuple(_case(base, raw) for raw in data["cases"]),
        prices=tuple(_price(base, raw) for raw in data.get("prices", ())),
        needs=tuple(({**base, **raw["of"]}, frozenset(raw["ids"])) for raw in data.get("needs", ())),
        media=data.get("media", {}),
        takes=data.get("takes", {}),
        defaults=data.get("defaults", {}),
    )


def _case(base: dict[str, Any], raw: dict[str, Any]) -> Case:
    kept = {key: value for key, value in base.items() if key not in raw.get("without", ())}
    return Case(
        at=raw["at"],
        request={**kept, **_written_out(raw.get("valid", raw.get("send", {})))},
        is_valid="valid" in raw,
        **{key: frozenset(raw.get(key, ())) for key in ("breaks", "limits", "warns")},
    )


def _price(base: dict[str, Any], raw: dict[str, Any]) -> Price:
    return Price(
        request={**base, **raw["of"]},
        on=raw.get("on", "9999-12-31"),
        amount=None if raw.get("unknown") else Decimal(raw["amount"]),
        unit=raw.get("unit", ""),
    )


def _written_out(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"repeat", "times"}:
            return value["repeat"] * value["times"]
        return {key: _written_out(each) for key, each in value.items()}
    return [_written_out(each) for each in value] if isinstance(value, list) else value
