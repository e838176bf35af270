"""Which parameter carries the model's id."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import error
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import ModelSpec


def check_role(spec: ModelSpec) -> Iterator[Diagnostic]:
    """CS214: clients fill in one parameter, and can reach it."""
    carriers = [each for each in spec.parameters if each.role == "model"]
    for extra in carriers[1:]:
        message = f"{carriers[0].path} carries the model's id, and {extra.path} too"
        yield error("CS214", extra.source.at("role"), message, "one parameter does")
    for each in carriers:
        if "[]" in each.path:
            yield error(
                "CS214", each.source.at("role"), f"{each.path} is inside an array, where nothing is filled in"
            )
        if each.enum and spec.model not in each.enum:
            where = each.source.value("enum")
            yield error(
                "CS214", where, f"{each.path} cannot be {spec.model!r}", "add it, or drop role: model"
            )
