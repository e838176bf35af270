"""Models put together by hand from a spec's YAML terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from callsheet.constraints import condition, lower, term
from callsheet.layers.model import Model, Parameter, PriceRow, PriceTable, Quantity


def top(path: str, kind: str = "string", **more: object) -> Parameter:
    return Parameter(path=path, name=path.rpartition(".")[2], type=kind, **more)


def made(
    *parameters: Parameter, rules: dict[str, dict] | None = None, rows=(), quantities=(), **more: object
) -> Model:
    """``rules`` by id; ``rows`` as (when, amount), ``quantities`` as (when, count)."""
    bare = Model(
        provider="acme", id="acme/made", slug="made", name="made", class_name="Made", title="Made", summary="",
        parameters=parameters, **more,
    )  # fmt: skip
    known = bare.at_path()
    table = PriceTable(
        since=date(2026, 1, 1),
        unit="USD",
        per="video",
        rows=tuple(
            PriceRow(when=condition(when, known), label=str(when), amount=Decimal(n)) for when, n in rows
        ),
        quantities=tuple(
            Quantity(when=condition(when, known), count=term(n, known)) for when, n in quantities
        ),
    )
    lowered = tuple(lower({"id": name, **raw}, parameters=known) for name, raw in (rules or {}).items())
    return replace(bare, rules=lowered, prices=(table,) if rows else ())


RESOLUTION = top("resolution", enum=("540p", "720p", "1080p"), default="720p")
HDR = top("hdr", "boolean", default=False)
EXR = top("exr", "boolean", default=False)
PROMPT = top("prompt", required=True, min_length=1, max_length=100)
