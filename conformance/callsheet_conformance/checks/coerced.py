"""Wrong types that many gateways quietly convert: "5" for 5, 1 for true, 5.5 for an integer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import bases, breaking, value_at
from callsheet_conformance.verdict import Check, Request


def coerced(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """One check for each way; the value is that of a valid request, so that a gateway which converts it takes it."""
    del beside
    for parameter in subject.parameters():
        path, found = parameter["path"], dict[str, tuple[Request, Request]]()
        for base in bases(subject, path):
            for variant, value in _lookalikes(parameter["type"], value_at(base, path)):
                if variant not in found and (broken := breaking(subject, base, path, value, f"{path}:type")):
                    found[variant] = (broken, base)
        for variant, (broken, base) in sorted(found.items()):
            yield Check(
                subject=subject.name,
                name=f"{path}:type/{variant}",
                kind="type",
                about=f"{path}:type",
                requests={"breaks": broken, "twin": base},
                at=parameter.get("at", ""),
                summary=f"{path}: {variant} in place of {parameter['type']}",
            )


def _lookalikes(kind: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What a lenient gateway may take for this value."""
    if isinstance(value, bool):
        yield f"word {str(value).lower()}", str(value).lower()
        yield f"number {int(value)}", int(value)
    elif isinstance(value, int | Decimal):
        yield "digits", str(value)
        if value in (0, 1):
            yield "boolean", bool(value)
        if kind == "integer":
            yield "fraction", Decimal(value) + Decimal("0.5")
    elif isinstance(value, str):
        yield "list", [value]
        yield "number", 7
    elif isinstance(value, list) and value:
        yield "item", value[0]
