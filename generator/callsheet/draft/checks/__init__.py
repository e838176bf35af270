"""What a spec must hold beyond its shape, as far as one file tells.

That rules and prices name parameters and values that exist is checked where they are lowered, in ``resolve``.
"""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.checks.letters import check_letters
from callsheet.draft.checks.parameter import check_claims, check_parameter
from callsheet.draft.checks.paths import check_paths
from callsheet.draft.checks.prices import check_prices
from callsheet.draft.checks.role import check_role
from callsheet.draft.finding import error
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import ModelSpec, NeedSpec, RuleSpec

__all__ = ["check_letters", "check_model"]


def check_model(spec: ModelSpec) -> Iterator[Diagnostic]:
    yield from check_role(spec)
    for parameter in spec.parameters:
        yield from check_parameter(parameter)
    yield from check_paths({each.path: each for each in spec.parameters})
    yield from check_claims(spec.parameters)
    yield from _ids([*spec.rules, *spec.needs])
    yield from check_prices(spec)


def _ids(entries: list[RuleSpec | NeedSpec]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for entry in entries:
        where = entry.source.value("id")
        if entry.id in first:
            yield error("CS206", where, f"duplicate id {entry.id!r}", f"first on line {first[entry.id]}")
        first.setdefault(entry.id, where.line)
