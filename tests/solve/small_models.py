"""Models small enough to try every request on, with any rules at all over them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from callsheet.layers.model import Model, Parameter, Rule
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Sent,
    Term,
    Value,
)
from callsheet.solve.judge import judge
from callsheet.solve.requests import MISSING, Request, changed

ORDERS = ("<", "<=", ">", ">=", "=", "!=")


def _parameter(path: str, kind: str, **more: object) -> Parameter:
    return Parameter(path=path, name=path.rpartition(".")[2].replace("[]", ""), type=kind, **more)


def _maybe(*values: object) -> st.SearchStrategy:
    return st.sampled_from([None, *values])


@st.composite
def models(draw: st.DrawFn, *, errors_only: bool = True) -> Model:
    """Three parameters at most, of all types; three rules at most."""
    flag = _parameter("flag", "boolean", required=draw(st.booleans()), default=draw(_maybe(True, False)))
    size = _parameter(
        "size",
        "string",
        enum=("s", "m", "l"),
        default=draw(_maybe("s", "m")),
        unset=draw(st.sampled_from([(), ("l",)])),
    )
    count = _parameter(
        "count", "integer", enum=(0, 1, 2), required=draw(st.booleans()), default=draw(_maybe(0, 1))
    )
    ratio = _parameter(
        "ratio",
        "number",
        minimum=Decimal(0),
        maximum=Decimal("1.5"),
        step=Decimal("0.5"),
        default=draw(_maybe(Decimal("0.5"), 1)),
    )
    text = _parameter(
        "text",
        "string",
        max_length=2,
        min_length=draw(_maybe(1)),
        default=draw(_maybe("a")),
        unset=draw(st.sampled_from([(), ("",)])),
    )
    tags = _parameter(
        "tags",
        "array",
        max_items=2,
        min_items=draw(_maybe(1)),
        unique_items=draw(st.booleans()),
        item=_parameter("tags[]", "string", enum=("p", "q")),
    )
    inner = _parameter("box.on", "boolean", required=draw(st.booleans()), default=draw(_maybe(True)))
    box = _parameter("box", "object", required=draw(st.booleans()), members=(inner,))
    chosen = draw(
        st.lists(
            st.sampled_from([flag, size, count, ratio, text, tags, box]),
            min_size=1,
            max_size=3,
            unique_by=lambda p: p.path,
        )
    )
    paths = [p for top in chosen for p in top.walk() if "[]" not in p.path]
    bases = st.just("documented") if errors_only else st.sampled_from(["documented", "inferred"])
    rules = [
        Rule(
            id=f"r{n}",
            kind="forbid",
            violation=draw(expressions(paths)),
            fields=tuple(p.path for p in paths),
            message=f"rule {n}",
            basis=draw(bases),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    return Model(
        provider="small", id="small", slug="small", name="small", class_name="Small", title="Small", summary="",
        parameters=tuple(chosen), rules=tuple(rules), unknown_keys="documented",
    )  # fmt: skip


def expressions(parameters: list[Parameter]) -> st.SearchStrategy[Expr]:
    """Any expression over these parameters; ill-typed comparisons now and then."""
    leaves = st.one_of(*(_leaf(p) for p in parameters), *_compares(parameters))
    return st.recursive(leaves, _nested, max_leaves=4)


def _nested(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counts = st.builds(Count, some, st.sampled_from(ORDERS), st.integers(0, 2))
    empty = st.sampled_from([All(()), Any(()), Count((), "=", 0)])
    return st.one_of(st.builds(Not, inner), st.builds(All, some), st.builds(Any, some), counts, empty)


VALUES = {
    "flag": [True, False],
    "box.on": [True, False],
    "size": ["s", "m", "l"],
    "count": [0, 1, 2],
    "ratio": [0, Decimal("0.5"), 1, Decimal("0.7")],
    "text": ["a", "b", ""],
}


def _leaf(parameter: Parameter) -> st.SearchStrategy[Expr]:
    path, sent = parameter.path, st.just(Sent(parameter.path))
    if parameter.type == "array":
        return st.one_of(sent, st.sampled_from([Contains(path, ("p",)), Contains(path, ("q", "p"))]))
    if parameter.type == "object":
        return sent
    values = st.lists(st.sampled_from(VALUES[path]), min_size=1, max_size=2, unique=True).map(tuple)
    among = values.map(lambda some: In(path, some))
    like = [st.sampled_from([Matches(path, p) for p in ("a*", ".", "*b")])] if path == "text" else []
    return st.one_of(among, sent, *like)


def _compares(parameters: list[Parameter]) -> list[st.SearchStrategy[Expr]]:
    """Numbers with numbers, texts with texts, and anything with anything."""
    numbers = [term for p in parameters if (term := _number(p)) is not None]
    constants = st.sampled_from([Constant(0), Constant(1), Constant(2), Constant(Decimal("0.5"))])
    whole: list[Term] = [Constant("a"), Constant(True), Constant(1), *numbers, *(Value(p.path) for p in parameters)]  # fmt: skip
    found = [st.builds(Compare, st.sampled_from(whole), st.sampled_from(ORDERS), st.sampled_from(whole))]
    if numbers:
        plain = st.sampled_from(numbers)
        either = st.one_of(plain, constants)
        terms = st.one_of(plain, st.builds(Arithmetic, plain, st.sampled_from("+-*/"), either))
        found += [st.builds(Compare, terms, st.sampled_from(ORDERS), either)] * 2
    return found


def _number(parameter: Parameter) -> Term | None:
    by_type = {"string": Length, "array": Items, "integer": Value, "number": Value}
    return by_type[parameter.type](parameter.path) if parameter.type in by_type else None


WHOLE = {
    "flag": [True, False], "size": ["s", "m", "l"], "count": [0, 1, 2], "ratio": [0, 0.5, 1, 1.5], "text": ["", "a", "b", "c", "aa", "ab", "ba", "bb", "cc", "s", "m", "l"],
    "tags": [[], ["p"], ["q"], ["p", "q"], ["p", "p"], ["q", "q"]], "box": [{}, {"on": True}, {"on": False}],
}  # fmt: skip
"""Values that stand for all well-typed ones that limits take, and for some that they do not. Texts may be sizes, since
rules compare the two."""


def every_request(model: Model) -> Iterator[Request]:
    """All combinations; an unset marker counts as a request of its own."""
    paths = [p.path for p in model.parameters]
    for values in product(*([MISSING, *WHOLE[path]] for path in paths)):
        request: Request = {}
        for path, value in zip(paths, values, strict=True):
            request = changed(request, path, value)
        yield request


def valid_by_trial(model: Model) -> list[Request]:
    """Without those that only write "not sent" in another way."""
    found = (request for request in every_request(model) if judge(model, request).is_valid)
    markers = {(p.path, marker) for p in model.parameters for marker in p.unset}
    return [
        each for each in found if not any(isinstance(v, str) and (k, v) in markers for k, v in each.items())
    ]
