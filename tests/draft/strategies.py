"""Specs of all kinds, for properties."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from callsheet.draft.checks import check_model
from callsheet.layers.claim import ResultClaim
from callsheet.layers.facts import MediaLimit
from callsheet.layers.spec import (
    ModelSpec,
    NeedSpec,
    ParameterSpec,
    PriceRowSpec,
    PriceSpec,
    QuantitySpec,
    RuleSpec,
    WaiverSpec,
)

NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,12}", fullmatch=True)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
TRICKY = ["16:9", "yes", "010", "1e3", "null", "a: b", "a #b", "- a", "{x}", "[x]", "'", '"', "\\", "", " ", "*a", "&a", "!t", "%", "@", "`", "a,b", "2026-06-17", "a:", "?", "|", ">", "中文", "a\nb", "a\tb", "5", "0.5"]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(TRICKY), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)
)
LINES = st.one_of(
    st.from_regex(r"[A-Za-z0-9'\"{\[][ -~]{0,200}[A-Za-z0-9.\]}]", fullmatch=True),
    st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=60).map(" ".join),
)
DECIMALS = st.decimals("-1000", "1000", places=2).filter(
    lambda each: each != 0 and each != each.to_integral_value()
)
NUMBERS = st.one_of(st.integers(-(10**20), 10**20), DECIMALS)
BASES = st.sampled_from(["documented", "elsewhere", "upstream", "inferred"])


def _stated() -> dict[str, st.SearchStrategy[Any]]:
    return {"at": LINES | st.just(""), "basis": BASES, "because": LINES | st.just("")}


@st.composite
def parameters(draw: st.DrawFn, path: str, *, depth: int = 0) -> ParameterSpec:
    type_ = draw(st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "file"]))
    own: dict[str, Any] = {key: draw(value) for key, value in _stated().items()}
    values = {
        "string": TEXTS,
        "integer": st.integers(-99, 99),
        "number": NUMBERS,
        "boolean": st.booleans(),
    }.get(type_)
    if values is not None:
        own["enum"] = tuple(
            draw(st.lists(values, max_size=40, unique_by=lambda each: (type(each) is bool, each)))
        )
        own["default"] = draw(st.none() | (st.sampled_from(own["enum"]) if own["enum"] else values))
        own["unset"] = draw(st.just(()) | values.map(lambda each: (each,)))
    if type_ in ("integer", "number") and not own["enum"]:
        own["range"] = draw(
            st.sampled_from([(None, None), (None, 10**21), (-(10**21), 10**21), (Decimal("-1e22"), None)])
        )
    if type_ == "array":
        own["count"] = draw(st.sampled_from([(None, None), (0, 5), (1, None)]))
        own["unique"] = draw(st.booleans())
        own["items"] = draw(st.none() | parameters(f"{path}[]", depth=depth + 1)) if depth < 2 else None
    if type_ == "file":
        own["media"] = draw(
            st.just(())
            | st.just((MediaLimit(what="seconds", max=30), MediaLimit(what="formats", values=("png",))))
        )
    if type_ == "integer" and not own["enum"] and own["default"] is None and "[]" not in path:
        own["result"] = draw(st.sampled_from([None, ResultClaim(what="seconds")]))
    own["means"] = draw(st.sampled_from(["", "first_frame"]))
    summary, nullable = draw(LINES | st.just("")), draw(st.booleans())
    return ParameterSpec(
        path=path,
        type=type_,
        required=depth == 0 and draw(st.booleans()),
        summary=summary,
        nullable=nullable,
        **own,
    )


def literals(names: list[str]) -> st.SearchStrategy[Any]:
    scalar = TEXTS | st.booleans() | st.integers(-9, 9) | DECIMALS
    return st.dictionaries(
        st.sampled_from(names),
        scalar | st.lists(scalar, min_size=1, max_size=4) | st.fixed_dictionaries({"sent": st.booleans()}),
        min_size=1,
    )


@st.composite
def rules(draw: st.DrawFn, id_: str, names: list[str]) -> RuleSpec:
    condition = literals(names)
    body = draw(
        st.one_of(
            st.fixed_dictionaries({"forbid": condition}),
            st.fixed_dictionaries({"when": condition, "require": condition}),
            st.fixed_dictionaries({"at_most_one": st.lists(st.sampled_from(names), min_size=2, max_size=4)}),
            st.fixed_dictionaries(
                {"forbid": st.fixed_dictionaries({"$any": st.lists(condition, min_size=1, max_size=3)})}
            ),
            st.just({"relation": {"left": names[0], "op": "<", "right": {"+": [names[-1], 1]}}}),
        )
    )
    own = {key: draw(value) for key, value in {**_stated(), "summary": LINES | st.just("")}.items()}
    raw = {"id": id_, **body, **{k: v for k, v in own.items() if v and (k, v) != ("basis", "documented")}}
    return RuleSpec(id=id_, raw=raw, **own)


def price_rows(when: st.SearchStrategy[Any]) -> st.SearchStrategy[PriceRowSpec]:
    """What costs nothing says why."""
    whens = st.just({}) | when
    paid = st.decimals("0.0001", 10**6, places=4)
    return st.builds(PriceRowSpec, when=whens, amount=paid) | st.builds(
        PriceRowSpec, when=whens, amount=st.just(Decimal(0)), free=LINES
    )


@st.composite
def prices(draw: st.DrawFn, since: date, names: list[str]) -> PriceSpec:
    if draw(st.booleans()):
        return PriceSpec(since=since, unknown=draw(LINES))
    rows = draw(
        st.lists(
            price_rows(literals(names)),
            min_size=1,
            max_size=4,
        )
    )
    quantities = st.builds(QuantitySpec, when=literals(names), count=st.integers(1, 9) | st.just(names[0]))
    return PriceSpec(
        since=since,
        unit="USD",
        per=draw(LINES),
        rows=tuple(rows),
        quantities=tuple(draw(st.lists(quantities, max_size=2))),
    )


@st.composite
def models(draw: st.DrawFn) -> ModelSpec:
    names = draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    ids = draw(st.lists(IDS, max_size=4, unique=True))
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(draw(st.integers(0, 2)))]
    spec = ModelSpec(
        model=draw(st.sampled_from(["ray-2", "luma/ray-3.2", "GET /v2/jobs"])),
        title=draw(LINES | st.just("")),
        page="page",
        summary=draw(LINES | st.just("")),
        capabilities=draw(st.sampled_from([(), ("txt2video", "extend")])),
        unknown_keys=draw(st.none() | BASES),
        parameters=tuple(draw(parameters(name)) for name in names),
        rules=tuple(draw(rules(id_, names)) for id_ in ids[1:]),
        needs=tuple(NeedSpec(id=id_, when=draw(literals(names)), summary=draw(LINES)) for id_ in ids[:1]),
        prices=tuple(draw(prices(day, names)) for day in days),
        waivers=tuple(draw(st.lists(st.builds(WaiverSpec, at=LINES, because=LINES), max_size=2))),
        open=tuple(draw(st.lists(LINES, max_size=2))),
    )
    return spec if not list(check_model(spec)) else draw(st.nothing())
