"""JSON objects of every kind for a model: right, wrong in one place, or anything at all."""

from __future__ import annotations

from hypothesis import strategies as st

from callsheet.layers.model import Model, Parameter

SCALARS = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        2,
        1.0,
        0.5,
        -1,
        "",
        "a",
        "b",
        "ab",
        "abc",
        "s",
        "l",
        "p",
        "5",
        "\U0001f98a",
        "a\n",
    ]
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["on", "x", "tags"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def any_requests(model: Model) -> st.SearchStrategy[dict]:
    return _object(model.parameters)


def _object(parameters: tuple[Parameter, ...]) -> st.SearchStrategy[dict]:
    members = {p.path.rpartition(".")[2]: _value(p) for p in parameters}
    return st.fixed_dictionaries({}, optional={**members, "stray": SCALARS})


def _value(parameter: Parameter) -> st.SearchStrategy:
    if parameter.enum:
        right = st.sampled_from(parameter.enum)
    elif parameter.type == "array" and parameter.item is not None:
        right = st.lists(_value(parameter.item), max_size=3)
    elif parameter.members:
        right = _object(parameter.members)
    else:
        right = SCALARS
    return st.one_of(right, right, right, SCALARS, ANYTHING)
