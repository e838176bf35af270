"""Valid requests that show what limits allow: each listed value, each end of a bound, each way of leaving out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from callsheet.constraints.exact import exact
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter
from callsheet.solve import samples
from callsheet.solve.complete import Conflict, complete
from callsheet.solve.judge import judge
from callsheet.solve.limit_pairs import Search, outer_path, spoiled
from callsheet.solve.limits import ENFORCED
from callsheet.solve.program import Program
from callsheet.solve.requests import Missing, Request, look, wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """``Example(about="prompt:length", variant="longest", request={…})``."""

    about: str
    variant: str
    request: Request


def examples(program: Program) -> tuple[Example, ...]:
    """In the order of the parameters. Values that no valid request can use have none."""
    return tuple(found for p in program.model.parameters for found in _tree(program, p))


def _tree(program: Program, parameter: Parameter) -> Iterator[Example]:
    if parameter.basis not in ENFORCED:
        return
    base = Search(program, parameter, warnings=True).base
    for limit, variant, value in _allowed(parameter):
        request = _with(program, parameter, base, value)
        if request is not None:
            yield Example(about=f"{parameter.path}:{limit}", variant=variant, request=request)
    for child in (*parameter.members, *((parameter.item,) if parameter.item else ())):
        yield from _tree(program, child)


def _with(program: Program, parameter: Parameter, base: Request | None, value: Json) -> Request | None:
    """The plainest request changed in this one value, else any valid one that has it."""
    model, whole = program.model, value
    if base is not None:
        request = spoiled(base, parameter.path, value)
        if not judge(model, request).refusing:
            return request
        there = look(request, outer_path(parameter.path))
        whole = value if isinstance(there, Missing) else there
    elif "[]" in parameter.path:
        return None
    found = complete(model, {outer_path(parameter.path): whole})
    return None if isinstance(found, Conflict) else found


def _allowed(parameter: Parameter) -> Iterator[tuple[str, str, Json]]:
    if parameter.nullable:
        yield "null", "null", None
    if not parameter.required:
        yield from (("required", f"unset {marker!r}", wire(marker)) for marker in parameter.unset)
    if parameter.type == "boolean":
        yield from (("type", str(value).lower(), value) for value in (True, False))
    yield from (("enum", str(value), wire(value)) for value in parameter.enum)
    if not parameter.enum:
        yield from _ends(parameter)


def _ends(parameter: Parameter) -> Iterator[tuple[str, str, Json]]:
    match parameter.type:
        case "integer" | "number":
            yield from _numbers(parameter)
        case "string" | "file":
            natural = samples.text(parameter)
            for variant, size in (("shortest", parameter.min_length), ("longest", parameter.max_length)):
                if size is not None:
                    yield "length", variant, samples.fit(natural, size, parameter.format)
        case "array" if parameter.item is not None:
            for variant, count in (("fewest", parameter.min_items), ("most", parameter.max_items)):
                if count is not None:
                    yield "items", variant, samples.distinct(parameter.item, [], count)


def _numbers(parameter: Parameter) -> Iterator[tuple[str, str, Json]]:
    step = parameter.step or (Decimal(1) if parameter.type == "integer" else None)
    low, high = parameter.minimum, parameter.maximum
    if low is not None:
        yield "min", "least", wire(exact(low if step is None else ceil(low / step) * step))
    if high is not None:
        yield "max", "greatest", wire(exact(high if step is None else floor(high / step) * step))
