"""Relations between parameters, spelled out over their finite domains."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from callsheet.emit.schemas.leaf import Leaf
from callsheet.emit.schemas.logic import Schema
from callsheet.emit.scope import Scope, paths_of
from callsheet.emit.values import compare, same, worth
from callsheet.layers.model import Parameter
from callsheet.layers.rule import Arithmetic, Items, Length, Order, Term

LARGEST = 4096
"""How many combinations of values a relation may be spelled out to."""


def expand(left: Term, op: Order, right: Term, scope: Scope) -> list[tuple[Leaf, ...]] | str:
    """The combinations of values for which the relation holds, or why they cannot be listed.

    Each row fixes all parameters but the last to one value, and gives the last all the values that fit.
    """
    paths = sorted(paths_of(left) | paths_of(right))
    if not paths:  # two constants: always or never
        return [()] if compare(worth(left, {}), op, worth(right, {})) else []
    sizes = _measured(left) | _measured(right)
    domains = [_domain(scope[path], measured=path in sizes) for path in paths]
    if open_ended := [path for path, domain in zip(paths, domains, strict=True) if domain is None]:
        return f"{' and '.join(open_ended)} can take endlessly many values"
    finite = [domain for domain in domains if domain is not None]
    if prod(map(len, finite)) > LARGEST:
        return f"{' and '.join(paths)} have too many combinations to be listed"
    return list(_rows(left, op, right, dict(zip(paths, finite, strict=True)), scope))


def _rows(
    left: Term, op: Order, right: Term, domains: dict[str, list[object]], scope: Scope
) -> Iterator[tuple[Leaf, ...]]:
    *heads, last = domains
    sizes = _measured(left) | _measured(right)
    for values in product(*(domains[path] for path in heads)):
        request = dict(zip(heads, values, strict=True))
        fitting = [
            value
            for value in domains[last]
            if compare(worth(left, {**request, last: value}), op, worth(right, {**request, last: value}))
        ]
        if fitting:
            leaves = [(path, [value]) for path, value in request.items()] + [(last, fitting)]
            yield tuple(_leaf(scope[path], vs, measured=path in sizes) for path, vs in leaves)


def _leaf(parameter: Parameter, values: list[object], *, measured: bool) -> Leaf:
    default = parameter.default
    fits: Schema = _sizes(parameter, values) if measured else {"enum": values}
    known = [len(v) for v in values if isinstance(v, str | list)] if measured else values
    mine = len(default) if measured and isinstance(default, str | list) else default
    return Leaf(path=parameter.path, fits=fits, default_fits=any(same(mine, each) for each in known))


def _sizes(parameter: Parameter, values: list[object]) -> Schema:
    low, high = ("minItems", "maxItems") if parameter.type == "array" else ("minLength", "maxLength")
    kind = "array" if parameter.type == "array" else "string"
    options: list[Schema] = [{low: len(v), high: len(v)} for v in values if isinstance(v, str | list)]
    return {"type": kind, "anyOf": options}


def _measured(term: Term) -> frozenset[str]:
    match term:
        case Length(path) | Items(path):
            return frozenset({path})
        case Arithmetic(left, _, right):
            return _measured(left) | _measured(right)
        case _:
            return frozenset()


def _domain(parameter: Parameter, *, measured: bool) -> list[object] | None:
    """All values within the limits, the default too; of strings and arrays one of each size where only that counts."""
    default: list[object] = [] if parameter.default is None else [parameter.default]
    if measured:
        return _one_of_each_size(parameter, default)
    values = _values(parameter)
    if values is None:
        return None
    return [*values, *(d for d in default if not any(same(d, v) for v in values))]


def _one_of_each_size(parameter: Parameter, default: list[object]) -> list[object] | None:
    array = parameter.type == "array"
    low = (parameter.min_items if array else parameter.min_length) or 0
    high = parameter.max_items if array else parameter.max_length
    if high is None or high - low > LARGEST:
        return None
    beyond = [len(d) for d in default if isinstance(d, str | list) and not low <= len(d) <= high]
    sizes = (*range(low, high + 1), *beyond)
    return [[None] * n for n in sizes] if array else ["x" * n for n in sizes]


def _values(parameter: Parameter) -> list[object] | None:
    if parameter.enum:
        return [*parameter.enum]
    if parameter.type == "boolean":
        return [False, True]
    low, high = parameter.minimum, parameter.maximum
    if parameter.type != "integer" or low is None or high is None or high - low > LARGEST:
        return None
    return [n for n in range(int(low), int(high) + 1) if parameter.step is None or n % parameter.step == 0]
