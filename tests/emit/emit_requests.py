"""Hypothesis strategies: requests to a model, right and wrong in every way that its parameters can be."""

from __future__ import annotations

from collections.abc import Callable

from emit_reference import broken_limits
from hypothesis import strategies as st

from callsheet.layers.model import Model, Parameter

WRONG = st.sampled_from(
    [None, True, False, 0, 1, -1, 5, 5.0, 2.5, "", "x", "5", "a b", [], ["x"], {}, {"x": 1}, [None], [[1]]]
)
TEXTS = {
    "uri": [
        "https://a.example/b.png",
        "http://x",
        "data:,a",
        "ftp:",
        "https://a b",
        "https://a\n",
        "://",
        "https://é",
    ],
    "uuid": ["0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b", "0f8fad5b-d9cb-469f-a165-70867728950g"],
    "date-time": [
        "2026-01-02T03:04:05Z",
        "2026-01-02",
        "2026-13-02T03:04:05Z",
        "2026-01-02t03:04:05.5+01:00",
    ],
    "email": ["a@b", "a", "a@b c", "@b"],
}


def requests(model: Model) -> st.SearchStrategy[dict]:
    """Three in four hold no value that is wrong by itself, so that it is the rules that decide."""
    wild = _members(model.parameters, _maybe).flatmap(_with_noise)
    tame = _members(
        model.parameters, lambda p: _value(p).filter(lambda value: not broken_limits(p, value, model))
    )
    return st.one_of(tame, tame, tame, wild)


def _with_noise(request: dict) -> st.SearchStrategy[dict]:
    return st.sampled_from([{}, {}, {}, {"unheard_of": 1}]).map(lambda noise: {**request, **noise})


def _members(
    parameters: tuple[Parameter, ...], value: Callable[[Parameter], st.SearchStrategy]
) -> st.SearchStrategy[dict]:
    required = {_key(p): value(p) for p in parameters if p.required}
    optional = {_key(p): value(p) for p in parameters if not p.required}
    mostly = st.fixed_dictionaries(required, optional=optional)
    return (
        mostly
        if value is not _maybe
        else st.one_of(mostly, mostly, st.fixed_dictionaries({}, optional=required | optional))
    )


def _key(parameter: Parameter) -> str:
    return parameter.path.rpartition(".")[2]


def _maybe(parameter: Parameter) -> st.SearchStrategy:
    right = _value(parameter)
    return st.one_of(
        right,
        right,
        right,
        right,
        right,
        WRONG,
        *([st.sampled_from(list(parameter.unset))] if parameter.unset else []),
    )


def _value(p: Parameter) -> st.SearchStrategy:
    if p.enum:
        return st.sampled_from([float(e) if hasattr(e, "as_tuple") else e for e in p.enum])
    if p.type in ("integer", "number"):
        edges = [float(b) for b in (p.minimum, p.maximum, p.above, p.below) if b is not None] or [0.0]
        near = [e + d for e in edges for d in (-1, 0, 1, 0.25, 0.5, 8, 24)]
        return st.sampled_from([int(n) if n == int(n) else n for n in near])
    if p.type == "boolean":
        return st.booleans()
    if p.type == "array":
        return st.lists(_maybe(p.item) if p.item else WRONG, max_size=(p.max_items or 3) + 1)
    if p.type == "object":
        return _members(p.members, _maybe)
    if p.format:
        return st.sampled_from(TEXTS[p.format])
    sizes = [n for n in (p.min_length, p.max_length) if n is not None and n < 50] or [3]
    return st.sampled_from(
        ["x" * max(n + d, 0) for n in sizes for d in (-1, 0, 1)] + ["a bad\nword here", "none"]
    )
