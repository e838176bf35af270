"""Wrong types that many gateways quietly convert: "5" for 5, 1 for true, 5.5 for an integer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, spoiled, value_at
from callsheet_conformance.manifest import Data
from callsheet_conformance.verdict import Check


def coerced(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """One check for each such value of each parameter of which a request can show it."""
    del beside
    for parameter in subject.parameters():
        path = parameter["path"]
        for variant, value in _lookalikes(subject, parameter):
            found = spoiled(subject, path, value, f"{path}:type")
            if found is not None:
                yield Check(
                    subject=subject.name,
                    name=f"{path}:type/{variant}",
                    kind="type",
                    about=f"{path}:type",
                    requests={"breaks": found[0], "twin": found[1]},
                    at=parameter.get("at", ""),
                    summary=f"{path}: {value!r} is no {parameter['type']}",
                )


def _lookalikes(subject: Subject, parameter: Data) -> Iterator[tuple[str, Any]]:
    sample = next((value_at(r, parameter["path"]) for r in _sending(subject, parameter["path"])), None)
    if parameter["type"] in ("integer", "number") and isinstance(sample, int | Decimal):
        yield "digits", str(sample)
        yield "boolean", True
    if parameter["type"] == "integer" and isinstance(sample, int):
        yield "fraction", Decimal(sample) + Decimal("0.5")
    if parameter["type"] == "boolean":
        yield "one", 1
        yield "word", "true"
    if parameter["type"] == "string":
        yield "list", [sample]
    if parameter["type"] == "array" and isinstance(sample, list) and sample:
        yield "item", sample[0]


def _sending(subject: Subject, path: str) -> Iterator[Any]:
    yield from (request for request in subject.valid if value_at(request, path) is not GONE)
